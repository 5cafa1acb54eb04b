import type { BuilderField, BuilderOperation } from "./builder-data.ts";
import { buildRequest, type FieldValues, whyNeeded, whyNot } from "./builder-state.ts";
import { copyText } from "./copy.ts";
import { choiceText, parseText, textOfValue } from "./field-text.ts";
import { sampleCalls } from "./samples.ts";
import type { CallTemplate } from "./written-call.ts";

/** What the generated validators report. */
interface Violation {
  readonly message: string;
  readonly repair?: string;
}
export type Validator = (request: unknown) => readonly Violation[];

/** A field in the form. */
interface Row {
  readonly field: BuilderField;
  readonly element: HTMLElement;
  readonly input: HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement;
  readonly example: HTMLButtonElement | undefined;
  readonly hint: HTMLElement;
}

let controls = 0;

/** Puts the form for one operation into its section. The form judges requests in the page and sends nothing. */
export function mountBuilder(place: HTMLElement, operation: BuilderOperation, validate: Validator): void {
  const rows = operation.fields.map(fieldRow);
  const update = (): void => {
    const values = readValues(rows);
    const request = buildRequest(operation, values);
    result.show(request, validate(request));
    for (const [index, row] of rows.entries()) limit(operation, values, index, row);
  };
  const start = startRow(operation, (body) => {
    fillBody(rows, body);
    fillRequired(operation, rows);
    update();
  });
  const result = resultPanel(operation.template, () => {
    for (const { input } of rows) input.value = "";
    start.clear();
    update();
  });
  for (const { field, input, example } of rows) {
    example?.addEventListener("click", () => {
      input.value = textOfValue(field, field.example);
      update();
    });
  }
  const form = element("form", { className: "or-form", noValidate: true });
  form.setAttribute("aria-label", "Request builder");
  form.addEventListener("input", update);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.append(
    element("div", { className: "or-fields" }, [...start.rows, ...arrangeRows(operation, rows)]),
    result.element,
  );
  place.replaceChildren(
    element("p", { textContent: "Fill in what you want to send. Nothing leaves this page." }),
    form,
  );
  fillRequired(operation, rows);
  update();
}

/** What is filled in, by the indices of the fields. */
function readValues(rows: readonly Row[]): FieldValues {
  return new Map(
    rows.flatMap(({ field, input }, index) =>
      input.value === "" ? [] : [[index, parseText(field, input.value)] as const],
    ),
  );
}

function fillBody(rows: readonly Row[], body: unknown): void {
  for (const { field, input } of rows) {
    const [container, ...keys] = field.path;
    if (container !== "body") continue;
    const value = valueAt(body, keys);
    input.value = value === undefined ? "" : textOfValue(field, value);
  }
}

/** Fills in what every request needs, whatever it is for. */
function fillRequired(operation: BuilderOperation, rows: readonly Row[]): void {
  for (const [index, { field, input }] of rows.entries()) {
    if (!field.required || isRuled(operation, index) || input.value !== "") continue;
    if (field.example !== undefined) input.value = textOfValue(field, field.example);
  }
}

function isRuled({ choices }: BuilderOperation, index: number): boolean {
  return choices.some((choice) => choice.fields.includes(index));
}

/** Shows whether the request is valid, and the request in several notations. */
function resultPanel(
  template: CallTemplate,
  onClear: () => void,
): {
  readonly element: HTMLElement;
  readonly show: (request: ReturnType<typeof buildRequest>, violations: readonly Violation[]) => void;
} {
  const status = element("p", { className: "or-status" });
  status.setAttribute("role", "status");
  const problems = element("ul", { className: "or-problems" });
  const format = element("select", {});
  const code = element("code", {});
  const output = element("pre", { className: "or-output", tabIndex: 0 }, [code]);
  const copy = element("button", { type: "button", textContent: "Copy" });
  const clear = element("button", { type: "button", textContent: "Clear" });
  copy.addEventListener("click", () => void copyText(code, copy));
  clear.addEventListener("click", onClear);
  const formatLabel = element("label", { textContent: "Show as " }, [format]);
  const tools = element("div", { className: "or-tools" }, [formatLabel, copy, clear]);
  return {
    element: element("div", { className: "or-result" }, [status, problems, tools, output]),
    show: (request, violations) => {
      status.textContent =
        violations.length === 0
          ? "Valid: the request follows the schema and all rules."
          : `Not valid yet: ${violations.length} ${violations.length === 1 ? "problem" : "problems"}.`;
      status.dataset["valid"] = String(violations.length === 0);
      problems.replaceChildren(
        ...violations.map(({ message, repair }) =>
          element("li", { textContent: repair === undefined ? message : `${message} Smallest repair: ${repair}.` }),
        ),
      );
      const samples = [
        { title: "JSON", code: JSON.stringify(request, undefined, 2) },
        ...sampleCalls(template, request),
      ];
      if (format.options.length === 0) format.append(...samples.map(({ title }) => new Option(title, title)));
      code.textContent = samples.find(({ title }) => title === format.value)?.code ?? "";
    },
  };
}

/** The choice among the description's own examples; nothing where it has none. */
function startRow(
  { id, examples }: BuilderOperation,
  fill: (body: unknown) => void,
): { readonly rows: readonly HTMLElement[]; readonly clear: () => void } {
  const select = element("select", { id: `${id}--start` }, [
    new Option("choose an example", ""),
    ...examples.map(({ title }, index) => new Option(title, String(index))),
  ]);
  const about = element("p", { className: "or-about" });
  about.setAttribute("role", "status");
  select.addEventListener("change", () => {
    const example = select.value === "" ? undefined : examples[Number(select.value)];
    about.textContent = example?.description ?? "";
    if (example !== undefined) fill(example.body);
  });
  const label = element("label", { htmlFor: select.id, textContent: "Start from an example of this API" });
  const line = element("div", { className: "or-line" }, [select]);
  const row = element("div", { className: "or-field" }, [label, line, about]);
  const clear = (): void => {
    select.value = "";
    about.textContent = "";
  };
  return { rows: examples.length === 0 ? [] : [row], clear };
}

function valueAt(value: unknown, [key, ...rest]: readonly string[]): unknown {
  if (key === undefined) return value;
  return typeof value === "object" && value !== null ? valueAt(Reflect.get(value, key), rest) : undefined;
}

/** Fields of rules and what every request needs come first; the rest is folded away. */
function arrangeRows(operation: BuilderOperation, rows: readonly Row[]): readonly HTMLElement[] {
  const pick = (wanted: (row: Row, index: number) => boolean): HTMLElement[] =>
    rows.filter(wanted).map((row) => row.element);
  const ruled = pick((_, index) => isRuled(operation, index));
  const isNeeded = ({ required, requiredBySome }: BuilderField): boolean => required || requiredBySome;
  const required = pick(({ field }, index) => !isRuled(operation, index) && isNeeded(field));
  const rest = pick(({ field }, index) => !isRuled(operation, index) && !isNeeded(field));
  const summary = element("summary", { textContent: `Optional fields without rules (${rest.length})` });
  return [...ruled, ...required, ...(rest.length > 0 ? [element("details", {}, [summary, ...rest])] : [])];
}

/** Disables what can't be set and asks for what must be, with the reason. What has a value stays open, so that it can be taken out. */
function limit(
  operation: BuilderOperation,
  values: FieldValues,
  index: number,
  { field, input, example, hint }: Row,
): void {
  const reason = values.has(index) ? undefined : whyNot(operation, values, index, undefined);
  input.disabled = reason !== undefined;
  if (example !== undefined) example.disabled = input.disabled;
  if (input instanceof HTMLSelectElement) {
    const refused = [...input.options].flatMap((option) => {
      const why = option.value === "" ? undefined : whyNot(operation, values, index, parseText(field, option.value));
      option.disabled = why !== undefined;
      return why === undefined ? [] : [`${option.value}: ${why}`];
    });
    hint.textContent = reason ?? refused.join(" ");
  } else hint.textContent = reason ?? "";
  const needed = values.has(index) || input.disabled ? undefined : whyNeeded(operation, values, index);
  if (needed !== undefined) hint.textContent = needed;
  input.ariaRequired = String(needed !== undefined || field.required);
}

function fieldRow(field: BuilderField): Row {
  const id = `or-field-${++controls}`;
  const input =
    field.kind === "choice"
      ? element("select", { id }, [
          new Option("not set", ""),
          ...field.values.map((value) => new Option(choiceText(field.values, value))),
        ])
      : field.kind === "longText"
        ? element("textarea", { id, rows: 4, spellcheck: false })
        : element("input", { id, type: "text", spellcheck: false, autocomplete: "off" });
  if (field.kind === "number" && input instanceof HTMLInputElement) input.inputMode = "decimal";
  const example =
    field.kind === "choice" || field.example === undefined
      ? undefined
      : element("button", { type: "button", textContent: "Example", ariaLabel: `Use the example for ${field.name}` });
  const hint = element("p", { className: "or-hint", id: `${id}-hint` });
  input.setAttribute("aria-describedby", hint.id);
  input.dataset["field"] = field.name;
  const label = element("label", { htmlFor: id }, [element("code", { textContent: field.name })]);
  if (field.required) label.append(" (required)");
  else if (field.requiredBySome) label.append(" (required in some alternatives)");
  const line = element("div", { className: "or-line" }, example === undefined ? [input] : [input, example]);
  const about = [field.description, howToType(field)]
    .filter((text) => text !== "")
    .map((textContent) => element("p", { className: "or-about", textContent }));
  return {
    field,
    input,
    example,
    hint,
    element: element("div", { className: "or-field", id: `${id}-row` }, [
      label,
      ...about,
      line,
      hint,
      ...field.callouts.map(({ kind, text }) =>
        element("p", { className: `or-callout or-${kind.toLowerCase()}` }, [
          element("strong", { textContent: `${kind}:` }),
          new Text(` ${text}`),
        ]),
      ),
    ]),
  };
}

function howToType({ kind }: BuilderField): string {
  if (kind === "json") return "Write a list or an object as JSON.";
  return typeof kind === "object" ? "Put commas between several values, or write them as JSON." : "";
}

function element<K extends keyof HTMLElementTagNameMap>(
  name: K,
  properties: Partial<HTMLElementTagNameMap[K]>,
  children: readonly Node[] = [],
): HTMLElementTagNameMap[K] {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...children);
  return made;
}
