import { fieldName } from "../language/field.ts";
import type { Rule } from "../language/rule.ts";
import { explainRuleInPlace, list } from "../language/words.ts";
import type { Callout } from "./callouts.ts";
import { html, inlineMarkdown, type Markup } from "./markup.ts";
import type { Cell, Choice, ErrorAnswer, GuideVariant, OperationGuide } from "./operation-guide.ts";
import { sampleCalls } from "./page/samples.ts";
import type { CallTemplate } from "./page/written-call.ts";

export interface GuidePage {
  readonly title: string;
  readonly summary: string;
  readonly callouts: readonly Callout[];
  readonly guides: readonly { readonly guide: OperationGuide; readonly template: CallTemplate }[];
  /** For readers without JavaScript. */
  readonly reference: Markup;
}

/** The part of the page that answers "what may I send?". It needs no script, except for the request builder. */
export function guideMarkup({ title, summary, callouts, guides, reference }: GuidePage): Markup {
  const operations = guides.map(({ guide, template }) => ({ guide, template, parts: partsOf(guide, template) }));
  return html`<header class="or-bar">
<h1 class="or-hidden">${title}: reference</h1>
<nav aria-label="Views"><a href="#guide" class="or-to-guide">What may I send?</a> <a href="#/" class="or-to-reference">Reference</a></nav>
<search class="or-search" hidden><input type="search" placeholder="Search rules" aria-label="Search rules, variants and fields" autocomplete="off"><div class="or-found" hidden></div></search>
<button type="button" class="or-theme" hidden>Dark mode</button>
</header>
<main id="guide" class="or-guide">
<div class="or-intro">
<h1>${title}</h1>
${summary === "" ? "" : html`<p>${inlineMarkdown(summary)}</p>`}
${callouts.map(calloutMarkup)}
</div>
${contentsMarkup(operations)}
<div class="or-content">
${operations.map(operationMarkup)}
${reference}
</div>
</main>`;
}

/** A part of an operation's section. */
interface Part {
  readonly id: string;
  readonly title: string;
  readonly text: Markup;
}

interface OperationParts {
  readonly guide: OperationGuide;
  readonly template: CallTemplate;
  readonly parts: readonly Part[];
}

/** Beside the operations on a wide screen, above them on a narrow one and on paper. */
function contentsMarkup(operations: readonly OperationParts[]): Markup {
  return html`<nav class="or-contents" aria-label="Contents"><ul>${operations.map(
    ({ guide, parts }) =>
      html`<li><a href="#${guide.id}">${guide.summary}</a>\n<ul>${parts.map(
        ({ id, title }) =>
          html`<li${id.endsWith("--builder") ? html` class="or-screen"` : ""}><a href="#${id}">${title}</a></li>\n`,
      )}</ul></li>\n`,
  )}<li class="or-screen"><a href="#/" class="or-to-reference">All operations</a></li></ul></nav>`;
}

function partsOf(guide: OperationGuide, template: CallTemplate): Part[] {
  const { id, rules, choices, errors } = guide;
  return [
    { id: `${id}--variants`, title: "Variants", text: choicesMarkup(guide) },
    { id: `${id}--rules`, title: "Rules", text: rulesMarkup(rules, id) },
    { id: `${id}--builder`, title: "Build a request", text: builderMarkup(id) },
    ...(choices.length === 0
      ? []
      : [
          {
            id: `${id}--requests`,
            title: "Valid requests",
            text: html`${choices.flatMap(({ variants }, first) =>
              variants.map((variant, second) => variantMarkup(variant, template, first + second === 0)),
            )}`,
          },
        ]),
    ...(errors.length === 0 ? [] : [{ id: `${id}--errors`, title: "Errors", text: errorsMarkup(errors, id) }]),
  ];
}

function operationMarkup({ guide, template, parts }: OperationParts): Markup {
  const { id, summary, callouts } = guide;
  return html`<section class="or-operation" id="${id}" aria-labelledby="${id}--title">
<h2 id="${id}--title">${summary}</h2>
${endpointMarkup(template.method, template.path, template.body?.mediaType)}
${callouts.map(calloutMarkup)}
${guide.paragraphs.map((paragraph) => html`<p>${inlineMarkdown(paragraph)}</p>\n`)}
${parts.map((part) => html`<section id="${part.id}"><h3>${part.title}</h3>\n${part.text}</section>\n`)}
</section>`;
}

function choicesMarkup({ choices, rules, beyondChoices, id }: OperationGuide): Markup {
  if (choices.length === 0)
    return html`<p>These rules can't be listed as variants. They are below in words, and the form checks a request.</p>`;
  const several = choices.length > 1;
  return html`${several ? html`<p>A request follows one row of each of these ${choices.length} tables.</p>` : ""}
${choices.map((choice, index) => matrixMarkup(choice, `${id}--choice-${index + 1}`, several ? `Choice ${index + 1}: ` : ""))}${beyondMarkup(
  beyondChoices.map((rule) => rules.indexOf(rule) + 1),
  id,
)}`;
}

/** Says which rules the tables leave out. */
function beyondMarkup(numbers: readonly number[], id: string): Markup {
  if (numbers.length === 0) return html``;
  const links = numbers.map(
    (number, index) => html`${index === 0 ? "" : ", "}<a href="#${id}--rule-${number}">${number}</a>`,
  );
  return html`<p>The tables leave out these rules, because they make too many variants or take too many steps to derive: ${links}. They are below in words, and the form checks a request.</p>`;
}

export function endpointMarkup(method: string, path: string, mediaType: string | undefined): Markup {
  return html`<p class="or-endpoint"><b>${method}</b> <code>${breakable(path)}</code>${mediaType === undefined ? "" : html`<br>Body: <code>${breakable(mediaType)}</code>`}</p>`;
}

function rulesMarkup(rules: readonly Rule[], id: string): Markup {
  return html`<ol class="or-rules">${rules.map(
    (rule, index) => html`<li id="${id}--rule-${index + 1}"><span>${inlineMarkdown(explainRuleInPlace(rule))}</span>
<details><summary>${rule.keyword === undefined ? "As written" : `Read from ${rule.keyword}`}</summary><pre tabindex="0"><code>${rule.sentence.text}</code></pre></details></li>`,
  )}</ol>`;
}

function builderMarkup(id: string): Markup {
  return html`<div class="or-builder" data-operation="${id}"><p>The form needs JavaScript, and a schema that can be checked.</p></div>`;
}

function errorsMarkup(errors: readonly ErrorAnswer[], id: string): Markup {
  return html`<dl class="or-errors">${errors.map(
    ({ status, description }) =>
      html`<div id="${id}--error-${status}"><dt>${status}</dt><dd>${inlineMarkdown(description)}</dd></div>`,
  )}</dl>`;
}

/** Lets a long path or media type break between its parts, never within a name. */
function breakable(text: string): Markup {
  return html`${text.split(/(?<=[/+;])|(?=\/)/).map((part) => html`${part}<wbr>`)}`;
}

/** Lets a long name break between its words where it doesn't fit. */
function breakableName(name: string): Markup {
  if (name.length <= longestWord) return html`${name}`;
  return html`${name.split(/(?<=[a-z0-9_])(?=[A-Z])/).map((word) => html`${word}<wbr>`)}`;
}

function calloutMarkup({ kind, text }: Callout): Markup {
  return html`<p class="or-callout or-${kind.toLowerCase()}"><strong>${kind}:</strong> ${inlineMarkdown(text)}</p>`;
}

/** Roles keep the table a table where its rows are shown as lists. */
function matrixMarkup({ within, fields, callouts, variants }: Choice, id: string, prefix: string): Markup {
  const names = fields.map((field) => fieldName(field).slice(within === "" ? 0 : within.length + 1));
  const shown = names.length > 8 ? [...names.slice(0, 5), `${names.length - 5} more`] : names;
  const label = (name: string): Markup => html`<code>${breakableName(name)}</code>`;
  return html`<p class="or-caption" id="${id}">${prefix}${list(shown, "and")}${within === "" ? "" : html` in <code>${within}</code>`}</p>
${callouts.map(calloutMarkup)}
<div class="or-scroll" role="region" aria-labelledby="${id}" tabindex="0"><table role="table" aria-labelledby="${id}" class="or-matrix" data-width="${matrixWidth(names, variants)}">
<thead role="rowgroup"><tr role="row"><th role="columnheader" scope="col">Variant</th>${names.map((name) => html`<th role="columnheader" scope="col">${label(name)}</th>`)}</tr></thead>
<tbody role="rowgroup">${variants.map(
    (variant) =>
      html`<tr role="row"><th role="rowheader" scope="row"><a href="#${variant.id}">${breakableName(variant.name)}</a></th>${variant.cells.map(
        (cell, index) =>
          html`<td role="cell" class="or-${cell.presence}"><code class="or-label" aria-hidden="true">${breakableName(names[index] ?? "")}</code><span>${cellMarkup(cell)}</span></td>`,
      )}</tr>`,
  )}</tbody>
</table></div>`;
}

/** Widths of tables, in rem; a table that needs more scrolls. A4 has 44 within its margins, a tablet 46, and the guide at most 65. */
export const matrixWidths = [24, 28, 32, 36, 40, 44, 48, 52, 56, 60, 64, 68];
/** Where even a table that scrolls is lists, in rem. */
export const narrowestScroll = 48;

/** Longer names may break between words, in characters. */
const longestWord = 20;

/** The width that a table needs in small text. Widths of characters are those of a wide font. */
function matrixWidth(names: readonly string[], variants: readonly GuideVariant[]): number {
  const [boldCharacter, character, padding] = [0.5, 0.43, 0.9];
  const first = Math.max("Variant".length, ...variants.map(({ name }) => Math.min(name.length, longestWord)));
  const columns = names.map((name, index) => {
    const values = variants.flatMap(({ cells }) => cells[index]?.values ?? []).map((value) => String(value).length);
    return character * Math.max("not allowed".length, name.length, ...values);
  });
  const width = columns.reduce((sum, column) => sum + column + padding, first * boldCharacter + padding);
  return matrixWidths.find((one) => one >= width) ?? Math.max(...matrixWidths);
}

const words = { required: "required", optional: "allowed", forbidden: "not allowed" } as const;

function cellMarkup({ presence, values }: Cell): Markup {
  if (values === undefined || presence === "forbidden") return html`${words[presence]}`;
  return html`${words[presence]}: ${values.map((value, index) => html`${index === 0 ? "" : ", "}<code>${String(value)}</code>`)}`;
}

function variantMarkup(
  { id, name, description, request }: GuideVariant,
  template: CallTemplate,
  isOpen: boolean,
): Markup {
  const samples = request === undefined ? [] : sampleCalls(template, request);
  return html`<article class="or-variant" id="${id}">
<h4><a href="#${id}">${breakableName(name)}</a></h4>
<p>${inlineMarkdown(sentence(description))}</p>
${samples.length === 0 ? html`<p>No example was found within the limits of the search.</p>` : ""}
${samples.map(
  ({ title, code }, index) =>
    html`<details name="${id}--sample"${isOpen && index === 0 ? html` open` : ""}><summary>${title}</summary><pre tabindex="0"><code>${code}</code></pre></details>`,
)}
</article>`;
}

function sentence(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}
