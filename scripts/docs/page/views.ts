/** Shows the guide or the reference: Redoc's own addresses begin with `#/`. */
export function startViews(): void {
  const root = document.documentElement;
  const show = (): void => {
    root.dataset["view"] = location.hash.startsWith("#/") ? "reference" : "guide";
    for (const link of document.querySelectorAll(".or-bar a")) {
      if (link.classList.contains(`or-to-${root.dataset["view"]}`)) link.setAttribute("aria-current", "page");
      else link.removeAttribute("aria-current");
    }
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (target?.closest("#guide")) {
      target.querySelector(":scope > details")?.setAttribute("open", "");
      target.scrollIntoView();
    }
  };
  addEventListener("hashchange", show);
  show();
}

/** How far below the window's top a part begins that a link led to, with some room: the bar is above it. In pixels. */
const belowBar = 110;

/** Marks in the contents where the reader is: at the last part that has reached the bar, and at the page's end the last one. */
export function startContents(): void {
  const links = [...document.querySelectorAll<HTMLAnchorElement>(".or-contents a")];
  const mark = (): void => {
    const isAtEnd = scrollY + innerHeight >= document.documentElement.scrollHeight - 1;
    const limit = isAtEnd ? innerHeight : belowBar;
    const above = links.filter(({ hash }) => {
      const part = document.getElementById(decodeURIComponent(hash.slice(1)));
      return part !== null && part.getBoundingClientRect().top <= limit;
    });
    for (const link of links) {
      if (link === above.at(-1)) link.setAttribute("aria-current", "true");
      else link.removeAttribute("aria-current");
    }
  };
  addEventListener("scroll", mark, { passive: true });
  mark();
}

/** The key and the classes are Redoc's own, so that both halves of the page agree. */
export function startThemeSwitch(): void {
  const button = document.querySelector<HTMLButtonElement>(".or-theme");
  if (button === null) return;
  const root = document.documentElement;
  const label = (): void => {
    button.textContent = root.classList.contains("dark") ? "Light mode" : "Dark mode";
  };
  button.addEventListener("click", () => {
    const dark = !root.classList.contains("dark");
    root.classList.toggle("dark", dark);
    root.classList.toggle("light", !dark);
    localStorage.setItem("redoc.colorMode", dark ? "dark" : "light");
    label();
  });
  new MutationObserver(label).observe(root, { attributeFilter: ["class"] });
  button.hidden = false;
  label();
}

/** Paper can't open a sample: printing shows them all. Of those with one `name` a browser leaves only one open. */
export function openForPrint(): void {
  let closed: readonly HTMLDetailsElement[] = [];
  let named: readonly (readonly [HTMLDetailsElement, string])[] = [];
  addEventListener("beforeprint", () => {
    const all = [...document.querySelectorAll<HTMLDetailsElement>("#guide details")];
    closed = all.filter(({ open }) => !open);
    named = all.map((details) => [details, details.name]);
    for (const details of all) Object.assign(details, { name: "", open: true });
  });
  addEventListener("afterprint", () => {
    for (const details of closed) details.open = false;
    for (const [details, name] of named) details.name = name;
  });
}

/** What Redoc's markup lacks for assistive technology. It renders as the reader moves, so this runs after each change. */
export function completeReference(): void {
  const reference = document.getElementById("redoc");
  if (reference === null) return;
  const complete = (): void => {
    const menu = reference.querySelector(".menu-content");
    menu?.setAttribute("role", "navigation");
    menu?.setAttribute("aria-label", "Reference");
    // Names that hide the text that they stand for.
    for (const button of reference.querySelectorAll('[aria-haspopup="menu"][aria-label]'))
      button.removeAttribute("aria-label");
    let above = 1;
    for (const heading of reference.querySelectorAll("h1, h2, h3, h4, h5, h6")) {
      const level = Math.min(Number(heading.tagName.slice(1)), above + 1);
      const given = `h${level}` === heading.tagName.toLowerCase() ? undefined : String(level);
      if (given === undefined) heading.removeAttribute("aria-level");
      else if (heading.getAttribute("aria-level") !== given) heading.setAttribute("aria-level", given);
      above = level;
    }
  };
  new MutationObserver(complete).observe(reference, { childList: true, subtree: true });
  complete();
}
