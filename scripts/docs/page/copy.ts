/** Copies a sample, and says so on the button. */
export async function copyText(code: HTMLElement, button: HTMLButtonElement): Promise<void> {
  try {
    await navigator.clipboard.writeText(code.textContent ?? "");
    button.textContent = "Copied";
  } catch {
    // A browser may refuse a page from a file: then the reader copies the selection.
    getSelection()?.selectAllChildren(code);
    button.textContent = "Selected: press Ctrl+C";
  }
  setTimeout(() => (button.textContent = "Copy"), 2000);
}

/** Puts a button to copy it beside each sample of the guide. */
export function addCopyButtons(): void {
  for (const code of document.querySelectorAll<HTMLElement>(".or-variant pre > code")) {
    const button = document.createElement("button");
    Object.assign(button, { type: "button", className: "or-copy", textContent: "Copy" });
    button.addEventListener("click", () => void copyText(code, button));
    code.parentElement?.before(button);
  }
}
