/**
 * Splits items into groups that share no key: two items with a key in common are in one group, directly or through
 * other items. Groups and their items keep the order of the list.
 */
export function partition<Item>(items: readonly Item[], keysOf: (item: Item) => readonly string[]): Item[][] {
  const parents = new Map<string, string>();
  const rootOf = (key: string): string => {
    let root = key;
    for (let parent = parents.get(root); parent !== undefined && parent !== root; parent = parents.get(root))
      root = parent;
    // Path compression: long chains are walked once.
    for (let current = key; current !== root; ) {
      const next = parents.get(current) ?? root;
      parents.set(current, root);
      current = next;
    }
    return root;
  };
  const keys = items.map((item, index) => [`item ${index}`, ...keysOf(item).map((key) => `key ${key}`)]);
  for (const [first = "", ...others] of keys) {
    for (const key of others) parents.set(rootOf(key), rootOf(first));
  }
  const groups = new Map<string, Item[]>();
  items.forEach((item, index) => {
    const root = rootOf(keys[index]?.[0] ?? "");
    const group = groups.get(root);
    if (group === undefined) groups.set(root, [item]);
    else group.push(item);
  });
  return [...groups.values()];
}
