import type { BuilderField, BuilderOperation } from "./builder-data.ts";
import { buildRequest, type FieldValues, whyNeeded, whyNot } from "./builder-state.ts";
import { copyText } from "./copy.ts";
import { sampleCalls } from "./samples.ts";

/** What the generated validators report. */
interface Violation {
  readonly message: string;
  readonly repair?: string;
}
export type Validator = (request: unknown) => readonly Violation[];

interface Control {
  readonly input: HTMLInputElement | HTMLSelectElement;
  readonly example: HTMLButtonElement | undefined;
  readonly hint: HTMLElement;
}

let controls = 0;

/** Puts the form for one operation into its section. The form judges requests in the page and sends nothing. */
export function mountBuilder(place: HTMLElement, operation: BuilderOperation, validate: Validator): void {
  const form = element("form", { className: "or-form", noValidate: true });
  form.setAttribute("aria-label", "Request builder");
  const rows = operation.fields.map((field) => fieldRow(field));
  const status = element("p", { className: "or-status" });
  status.setAttribute("role", "status");
  const problems = element("ul", { className: "or-problems" });
  const format = element("select", {});
  const code = element("code", {});
  const output = element("pre", { className: "or-output", tabIndex: 0 }, [code]);
  const copy = element("button", { type: "button", textContent: "Copy" });
  const clear = element("button", { type: "button", textContent: "Clear" });

  const readValues = (): FieldValues => {
    const values = new Map<number, unknown>();
    rows.forEach(({ control }, index) => {
      const field = operation.fields[index];
      if (field !== undefined && control.input.value !== "") values.set(index, parse(field, control.input.value));
    });
    return values;
  };
  const update = (): void => {
    const values = readValues();
    const request = buildRequest(operation, values);
    const violations = validate(request);
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
    for (const [index, { control }] of rows.entries()) limit(operation, values, index, control);
    const samples = [
      { title: "JSON", code: JSON.stringify(request, undefined, 2) },
      ...sampleCalls(operation.template, request),
    ];
    if (format.options.length === 0) format.append(...samples.map(({ title }) => new Option(title, title)));
    code.textContent = samples.find(({ title }) => title === format.value)?.code ?? "";
  };

  for (const { control } of rows) {
    control.example?.addEventListener("click", () => {
      const field = operation.fields[rows.findIndex((row) => row.control === control)];
      control.input.value = field === undefined ? "" : shown(field, field.example);
      update();
    });
  }
  form.addEventListener("input", update);
  form.addEventListener("submit", (event) => event.preventDefault());
  copy.addEventListener("click", () => void copyText(code, copy));

  const fillRequired = (): void => {
    operation.fields.forEach((field, index) => {
      const isRuled = operation.choices.some((choice) => choice.fields.includes(index));
      const input = rows[index]?.control.input;
      if (!field.required || isRuled || input === undefined || input.value !== "") return;
      if (field.example !== undefined) input.value = shown(field, field.example);
    });
  };
  const start = startRow(operation, (body) => {
    operation.fields.forEach(({ path: [container, ...keys] }, index) => {
      const [field, input] = [operation.fields[index], rows[index]?.control.input];
      if (container !== "body" || field === undefined || input === undefined) return;
      const value = valueAt(body, keys);
      input.value = value === undefined ? "" : shown(field, value);
    });
    fillRequired();
    update();
  });
  clear.addEventListener("click", () => {
    for (const { control } of rows) control.input.value = "";
    start.clear();
    update();
  });
  const formatLabel = element("label", { textContent: "Show as " }, [format]);
  form.append(
    element("div", { className: "or-fields" }, [
      ...start.rows,
      ...arrangeRows(
        operation,
        rows.map(({ row }) => row),
      ),
    ]),
    element("div", { className: "or-result" }, [
      status,
      problems,
      element("div", { className: "or-tools" }, [formatLabel, copy, clear]),
      output,
    ]),
  );
  place.replaceChildren(
    element("p", { textContent: "Fill in what you want to send. Nothing leaves this page." }),
    form,
  );
  fillRequired();
  update();
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
function arrangeRows({ fields, choices }: BuilderOperation, rows: readonly HTMLElement[]): readonly HTMLElement[] {
  const isRuled = (index: number): boolean => choices.some((choice) => choice.fields.includes(index));
  const pick = (wanted: (index: number) => boolean): HTMLElement[] => rows.filter((_, index) => wanted(index));
  const rest = pick((index) => !isRuled(index) && fields[index]?.required !== true);
  const summary = element("summary", { textContent: `Optional fields without rules (${rest.length})` });
  return [
    ...pick(isRuled),
    ...pick((index) => !isRuled(index) && fields[index]?.required === true),
    ...(rest.length > 0 ? [element("details", {}, [summary, ...rest])] : []),
  ];
}

/** Disables what can't be set and asks for what must be, with the reason. What has a value stays open, so that it can be taken out. */
function limit(
  operation: BuilderOperation,
  values: FieldValues,
  index: number,
  { input, example, hint }: Control,
): void {
  const reason = values.has(index) ? undefined : whyNot(operation, values, index, undefined);
  input.disabled = reason !== undefined;
  if (example !== undefined) example.disabled = input.disabled;
  if (input instanceof HTMLSelectElement) {
    const field = operation.fields[index];
    const refused = [...input.options].flatMap((option) => {
      const why =
        option.value === "" || field === undefined
          ? undefined
          : whyNot(operation, values, index, parse(field, option.value));
      option.disabled = why !== undefined;
      return why === undefined ? [] : [`${option.value}: ${why}`];
    });
    hint.textContent = reason ?? refused.join(" ");
  } else hint.textContent = reason ?? "";
  const needed = values.has(index) || input.disabled ? undefined : whyNeeded(operation, values, index);
  if (needed !== undefined) hint.textContent = needed;
  input.ariaRequired = String(needed !== undefined || operation.fields[index]?.required === true);
}

function fieldRow(field: BuilderField): { readonly row: HTMLElement; readonly control: Control } {
  const id = `or-field-${++controls}`;
  const input =
    field.kind === "choice"
      ? element("select", { id }, [
          new Option("not set", ""),
          ...field.values.map((value) => new Option(String(value), shown(field, value))),
        ])
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
  const line = element("div", { className: "or-line" }, example === undefined ? [input] : [input, example]);
  const about =
    field.description === "" ? [] : [element("p", { className: "or-about", textContent: field.description })];
  return {
    row: element("div", { className: "or-field", id: `${id}-row` }, [
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
    control: { input, example, hint },
  };
}

/** What is typed, as the schema's type has it. What doesn't parse stays text, and the validator says so. */
function parse({ kind, values }: BuilderField, text: string): unknown {
  if (kind === "text") return text;
  if (kind === "choice") return values.find((value) => String(value) === text) ?? text;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

function shown({ kind }: BuilderField, value: unknown): string {
  return kind === "json" ? JSON.stringify(value) : String(value);
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
