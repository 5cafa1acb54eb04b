import { fieldName } from "../language/field.ts";
import { list } from "../language/words.ts";
import type { Callout } from "./callouts.ts";
import { html, inlineMarkdown, type Markup } from "./markup.ts";
import type { Cell, Choice, GuideVariant, OperationGuide } from "./operation-guide.ts";
import { type CallTemplate, sampleCalls } from "./page/samples.ts";
import { ruleInWords } from "./rules-list.ts";

export interface GuidePage {
  readonly title: string;
  readonly summary: string;
  readonly callouts: readonly Callout[];
  readonly guides: readonly { readonly guide: OperationGuide; readonly template: CallTemplate }[];
}

/** The part of the page that answers "what may I send?". It needs no script, except for the request builder. */
export function guideMarkup({ title, summary, callouts, guides }: GuidePage): Markup {
  return html`<header class="or-bar">
<h1 class="or-hidden">${title}: reference</h1>
<nav aria-label="Views"><a href="#guide" class="or-to-guide">What may I send?</a> <a href="#/" class="or-to-reference">Reference</a></nav>
<button type="button" class="or-theme" hidden>Dark mode</button>
</header>
<main id="guide" class="or-guide">
<h1>${title}</h1>
${summary === "" ? "" : html`<p>${inlineMarkdown(summary)}</p>`}
${callouts.map(calloutMarkup)}
${guides.length > 1 ? html`<nav aria-label="Operations"><ul>${guides.map(({ guide }) => html`<li><a href="#${guide.id}">${guide.summary}</a></li>`)}</ul></nav>` : ""}
${guides.map(({ guide, template }) => operationMarkup(guide, template))}
</main>`;
}

function operationMarkup(guide: OperationGuide, template: CallTemplate): Markup {
  const { id, summary, callouts, rules, choices, mediaType } = guide;
  const several = choices.length > 1;
  return html`<section class="or-operation" id="${id}" aria-labelledby="${id}--title">
<h2 id="${id}--title">${summary}</h2>
<p class="or-endpoint"><b>${template.method}</b> <code>${breakable(template.path)}</code>${mediaType === undefined ? "" : html`<br>Body: <code>${breakable(mediaType)}</code>`}</p>
${callouts.map(calloutMarkup)}
<h3>What may I send?</h3>
${choices.length === 0 ? html`<p>No list of variants can say these rules: read them below, and check a request in the form.</p>` : ""}
${several ? html`<p>A request follows one row of each of these ${choices.length} tables.</p>` : ""}
${choices.map((choice, index) => matrixMarkup(choice, `${id}--choice-${index + 1}`, several ? `Choice ${index + 1}: ` : ""))}
<h3>The rules</h3>
<ol class="or-rules">${rules.map(
    (rule) => html`<li>${inlineMarkdown(ruleInWords(rule))}
<details><summary>${rule.keyword === undefined ? "As written" : `Read from ${rule.keyword}`}</summary><pre tabindex="0"><code>${rule.sentence.text}</code></pre></details></li>`,
  )}</ol>
<div class="or-builder" data-operation="${id}"></div>
${choices.length === 0 ? "" : html`<h3>Valid requests</h3>`}
${choices.flatMap(({ variants }) => variants.map((variant) => variantMarkup(variant, template)))}
</section>`;
}

/** Lets a long path or media type break between its parts, never within a name. */
function breakable(text: string): Markup {
  return html`${text.split(/(?<=[/+;])|(?=\/)/).map((part) => html`${part}<wbr>`)}`;
}

function calloutMarkup({ kind, text }: Callout): Markup {
  return html`<p class="or-callout or-${kind.toLowerCase()}"><strong>${kind}:</strong> ${inlineMarkdown(text)}</p>`;
}

/** Roles keep the table a table where a narrow screen shows its rows as a list. */
function matrixMarkup({ within, fields, variants }: Choice, id: string, prefix: string): Markup {
  const names = fields.map((field) => fieldName(field).slice(within === "" ? 0 : within.length + 1));
  return html`<div class="or-scroll" role="region" aria-labelledby="${id}" tabindex="0"><table role="table" class="or-matrix">
<caption id="${id}">${prefix}${list(names, "and")}${within === "" ? "" : html` in <code>${within}</code>`}</caption>
<thead role="rowgroup"><tr role="row"><th role="columnheader" scope="col">Variant</th>${names.map((name) => html`<th role="columnheader" scope="col"><code>${name}</code></th>`)}</tr></thead>
<tbody role="rowgroup">${variants.map(
    (variant) =>
      html`<tr role="row"><th role="rowheader" scope="row"><a href="#${variant.id}">${variant.name}</a></th>${variant.cells.map(
        (cell, index) =>
          html`<td role="cell" class="or-${cell.presence}"><code class="or-label" aria-hidden="true">${names[index] ?? ""}</code><span>${cellMarkup(cell)}</span></td>`,
      )}</tr>`,
  )}</tbody>
</table></div>`;
}

const words = { required: "required", optional: "allowed", forbidden: "not allowed" } as const;

function cellMarkup({ presence, values }: Cell): Markup {
  if (values === undefined || presence === "forbidden") return html`${words[presence]}`;
  return html`${words[presence]}: ${values.map((value, index) => html`${index === 0 ? "" : ", "}<code>${String(value)}</code>`)}`;
}

function variantMarkup({ id, name, description, request }: GuideVariant, template: CallTemplate): Markup {
  const samples = request === undefined ? [] : sampleCalls(template, request);
  return html`<article class="or-variant" id="${id}">
<h4><a href="#${id}">${name}</a></h4>
<p>${inlineMarkdown(sentence(description))}</p>
${samples.length === 0 ? html`<p>No example was found.</p>` : ""}
${samples.map(
  ({ title, code }) =>
    html`<details name="${id}--sample"><summary>${title}</summary><pre tabindex="0"><code>${code}</code></pre></details>`,
)}
</article>`;
}

function sentence(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}
