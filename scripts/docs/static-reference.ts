import { allFields, fieldName } from "../language/field.ts";
import type { Description } from "../openapi/description.ts";
import { asObject, asText } from "../openapi/json.ts";
import type { Operation, OperationRequest } from "../openapi/operations.ts";
import { operationTitle } from "../openapi/rule-set.ts";
import { endpointMarkup } from "./guide-markup.ts";
import { html, inlineMarkdown, type Markup } from "./markup.ts";
import { describeField } from "./operation-guide.ts";

/** The operations with their fields and answers, for readers without JavaScript: Redoc shows them nothing. */
export function staticReference(description: Description): Markup {
  return html`<noscript><style>#redoc,.or-to-reference{display:none!important}</style>
<h2>Reference</h2>
${description.operations.map((operation) => operationMarkup(description, operation))}
</noscript>`;
}

function operationMarkup(description: Description, operation: Operation): Markup {
  const { summary, description: text, responses } = operation.operation;
  const title = typeof summary === "string" ? summary : operationTitle(operation);
  return html`<section><h3>${title}</h3>
${operation.requests.map(
  (request) => html`${endpointMarkup(operation.method.toUpperCase(), operation.path, request.mediaType)}
${text === undefined ? "" : paragraphs(asText(text))}
${fieldList(description, operation, request)}`,
)}
<dl>${Object.entries(asObject(responses)).map(([status, response]) => html`<dt>${status}</dt><dd>${inlineMarkdown(asText(description.resolve(response)?.["description"]))}</dd>`)}</dl>
</section>`;
}

function fieldList(description: Description, operation: Operation, { mediaType, fields }: OperationRequest): Markup {
  const named = allFields(fields).filter(({ path }) => path.length > 1);
  return html`<dl>${named.map(
    (field) =>
      html`<dt><code>${fieldName(field)}</code>${field.required ? " (required)" : ""}</dt><dd>${paragraphs(describeField(description, operation, mediaType, field))}</dd>`,
  )}</dl>`;
}

function paragraphs(markdown: string): Markup {
  return html`${markdown.split(/\n[ \t]*\n/).map((paragraph) => html`<p>${inlineMarkdown(paragraph)}</p>`)}`;
}
