interface Entry {
  readonly link: string;
  readonly kind: string;
  readonly title: string;
  /** What is searched, in lower case. */
  readonly text: string;
}

const most = 12;

/** What the guide holds, read from its markup. */
function readEntries(): Entry[] {
  const entry = (kind: string, holder: Element, title: Element | null, more: string = ""): Entry[] => {
    const shown = (title?.textContent ?? "").trim().replaceAll(/\s+/g, " ");
    return holder.id === "" || shown === ""
      ? []
      : [{ link: `#${holder.id}`, kind, title: shown, text: `${kind} ${shown} ${more}`.toLowerCase() }];
  };
  const each = (selector: string, read: (found: Element) => Entry[]): Entry[] =>
    [...document.querySelectorAll(`#guide ${selector}`)].flatMap(read);
  return [
    ...each(".or-operation", (found) =>
      entry("Operation", found, found.querySelector("h2"), found.querySelector(".or-endpoint")?.textContent ?? ""),
    ),
    ...each(".or-rules > li", (found) =>
      entry("Rule", found, found.querySelector("span"), found.querySelector("pre")?.textContent ?? ""),
    ),
    ...each(".or-variant", (found) =>
      entry("Variant", found, found.querySelector("h4"), found.querySelector("p")?.textContent ?? ""),
    ),
    ...each(".or-field", (found) =>
      entry("Field", found, found.querySelector("label code"), found.querySelector(".or-about")?.textContent ?? ""),
    ),
    ...each(".or-errors > div", (found) =>
      entry("Error", found, found.querySelector("dt"), found.querySelector("dd")?.textContent ?? ""),
    ),
  ];
}

/** Those that hold every word of the query, first those that hold them in their title. */
function find(entries: readonly Entry[], query: string): Entry[] {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  const holdsAll = (text: string): boolean => words.every((word) => text.includes(word));
  const rank = ({ title }: Entry): number => (holdsAll(title.toLowerCase()) ? 0 : 1);
  return entries.filter(({ text }) => holdsAll(text)).toSorted((a, b) => rank(a) - rank(b));
}

/** Searches the rules, variants, fields and errors of the guide as the reader types. */
export function startSearch(): void {
  const search = document.querySelector<HTMLElement>(".or-search");
  const input = search?.querySelector("input");
  const found = search?.querySelector<HTMLElement>(".or-found");
  if (!search || !input || !found) return;
  const entries = readEntries();
  const show = (): void => {
    const matches = input.value.trim() === "" ? [] : find(entries, input.value);
    found.hidden = input.value.trim() === "";
    found.replaceChildren(message(matches.length), resultList(matches.slice(0, most)));
  };
  const close = (): void => {
    found.hidden = true;
  };
  input.addEventListener("input", show);
  input.addEventListener("focus", show);
  search.addEventListener("keydown", (event) => {
    if (event.key === "Escape") {
      close();
      input.focus();
      close();
    }
    if (event.key === "Enter" && event.target === input) found.querySelector("a")?.click();
  });
  search.addEventListener("click", (event) => {
    if (event.target instanceof Element && event.target.closest("a")) close();
  });
  addEventListener("click", (event) => {
    if (event.target instanceof Node && !search.contains(event.target)) close();
  });
  // In the guide, the key that opens the search of the reference opens this one.
  addEventListener(
    "keydown",
    (event) => {
      const isShortcut = event.key.toLowerCase() === "k" && (event.ctrlKey || event.metaKey);
      if (!isShortcut || document.documentElement.dataset["view"] !== "guide") return;
      event.preventDefault();
      event.stopImmediatePropagation();
      input.focus();
    },
    { capture: true },
  );
  search.hidden = false;
}

function message(count: number): HTMLElement {
  const line = document.createElement("p");
  line.setAttribute("role", "status");
  line.textContent =
    count === 0
      ? "Nothing found here. The reference has a search of its own."
      : `${count} found${count > most ? `, the first ${most}` : ""}`;
  return line;
}

function resultList(entries: readonly Entry[]): HTMLElement {
  const results = document.createElement("ul");
  for (const { link, kind, title } of entries) {
    const item = document.createElement("li");
    const anchor = Object.assign(document.createElement("a"), { href: link, textContent: title });
    const label = Object.assign(document.createElement("small"), { textContent: kind });
    anchor.prepend(label, " ");
    item.append(anchor);
    results.append(item);
  }
  return results;
}
