/**
 * Generated from openapi/restore-jobs.yaml by openapi-rules. Do not edit.
 */

// @ts-nocheck: plain JavaScript up to the exports

// runtime/values/decimal.ts
function toFraction(value) {
  const [digits = "0", exponent = "0"] = String(value).split("e");
  const [whole = "0", decimals = ""] = digits.split(".");
  const scale = Number(exponent) - decimals.length;
  const unscaled = BigInt(whole + decimals);
  return scale >= 0 ? { numerator: unscaled * 10n ** BigInt(scale), denominator: 1n } : { numerator: unscaled, denominator: 10n ** BigInt(-scale) };
}
function calculate(operator, a, b) {
  switch (operator) {
    case "+":
      return {
        numerator: a.numerator * b.denominator + b.numerator * a.denominator,
        denominator: a.denominator * b.denominator
      };
    case "-":
      return calculate("+", a, { numerator: -b.numerator, denominator: b.denominator });
    case "*":
      return { numerator: a.numerator * b.numerator, denominator: a.denominator * b.denominator };
    case "/": {
      if (b.numerator === 0n) return void 0;
      const sign = b.numerator < 0n ? -1n : 1n;
      return { numerator: a.numerator * b.denominator * sign, denominator: a.denominator * b.numerator * sign };
    }
  }
}
function compareFractions(a, b) {
  const difference = a.numerator * b.denominator - b.numerator * a.denominator;
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}

// runtime/values/glob.ts
function matchesGlob(value, pattern) {
  const [first = "", ...rest] = pattern.split("*");
  const last = rest.pop();
  if (last === void 0) return value === pattern;
  if (!value.startsWith(first) || value.length < first.length + last.length || !value.endsWith(last)) return false;
  let from = first.length;
  for (const part of rest) {
    const found = value.indexOf(part, from);
    if (found < 0 || found + part.length > value.length - last.length) return false;
    from = found + part.length;
  }
  return true;
}

// runtime/values/instant.ts
var fullDate = /^(\d{4})-(\d\d)-(\d\d)$/;
var dateTime = /^(\d{4})-(\d\d)-(\d\d)[Tt](\d\d):(\d\d):(\d\d)(?:\.(\d+))?(?:[Zz]|([+-])(\d\d):(\d\d))$/;
function parseInstant(text) {
  if (text.length > 100) return void 0;
  const match = fullDate.exec(text) ?? dateTime.exec(text);
  if (match === null) return void 0;
  const [, year = "", month = "", day = "", hour = "0", minute = "0", second = "0", fraction = ""] = match;
  const [, , , , , , , , sign = "+", offsetHour = "0", offsetMinute = "0"] = match;
  const midnight = midnightOf(Number(year), Number(month), Number(day));
  const leap = second === "60" ? 1 : 0;
  const inRange = Number(hour) < 24 && Number(minute) < 60 && Number(second) - leap < 60;
  if (midnight === void 0 || !inRange || Number(offsetHour) > 23 || Number(offsetMinute) > 59) return void 0;
  const offset = (Number(offsetHour) * 60 + Number(offsetMinute)) * (sign === "-" ? -60 : 60);
  const seconds = midnight + Number(hour) * 3600 + Number(minute) * 60 + Number(second) - offset;
  if (leap === 1 && mod(seconds, 86400) !== 0) return void 0;
  return { seconds, fraction: fraction.replace(/0+$/, "") };
}
function midnightOf(year, month, day) {
  const date = /* @__PURE__ */ new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day ? date.getTime() / 1e3 : void 0;
}
function mod(value, divisor) {
  return (value % divisor + divisor) % divisor;
}
function compareInstants(a, b) {
  if (a.seconds !== b.seconds) return a.seconds - b.seconds;
  return a.fraction === b.fraction ? 0 : a.fraction < b.fraction ? -1 : 1;
}

// runtime/evaluate.ts
function follows(rule, object) {
  const values = rule.fields.map(({ path }) => valueAt(object, path));
  if (rule.unlessAbsent === true && values.includes(void 0)) return true;
  return holds(rule.condition, (field) => values[field]);
}
function valueAt(object, path) {
  let current = object;
  for (const step of path) {
    if (typeof current !== "object" || current === null || Array.isArray(current) || !Object.hasOwn(current, step)) {
      return void 0;
    }
    current = current[step];
  }
  return current;
}
function holds(condition, value) {
  switch (condition[0]) {
    case "set":
      return value(condition[1]) !== void 0;
    case "in":
      return condition[2].some((wanted) => value(condition[1]) === wanted);
    case "like": {
      const text = value(condition[1]);
      return typeof text === "string" && matchesGlob(text, condition[2]);
    }
    case "number":
      return relate(value(condition[1]), condition[2], condition[3], "values");
    case "relation":
      return relate(value(condition[1]), condition[2], value(condition[3]), condition[4]);
    case "arithmetic": {
      const result = resultOf(condition[1], value);
      return result !== void 0 && inRelation(compareFractions(result, toFraction(condition[3])), condition[2]);
    }
    case "not":
      return !holds(condition[1], value);
    case "count": {
      const [, least, most, conditions] = condition;
      const holding = conditions.filter((part) => holds(part, value)).length;
      return least <= holding && holding <= most;
    }
    case "all-or-none": {
      const holding = condition[1].filter((part) => holds(part, value)).length;
      return holding === 0 || holding === condition[1].length;
    }
  }
}
function relate(left, operator, right, as) {
  if (left === void 0 || right === void 0) return false;
  if (as === "dates" && typeof left === "string" && typeof right === "string") {
    const [from, to] = [parseInstant(left), parseInstant(right)];
    if (from !== void 0 && to !== void 0) return inRelation(compareInstants(from, to), operator);
  }
  const order = compareNumbers(left, right);
  if (order !== void 0) return inRelation(order, operator);
  return operator === "==" ? left === right : operator === "!=" && left !== right;
}
function compareNumbers(left, right) {
  return isFiniteNumber(left) && isFiniteNumber(right) ? left - right : void 0;
}
function isFiniteNumber(value) {
  return typeof value === "number" && Number.isFinite(value);
}
function inRelation(order, operator) {
  if (order === void 0) return false;
  switch (operator) {
    case "<":
      return order < 0;
    case ">":
      return order > 0;
    case "<=":
      return order <= 0;
    case ">=":
      return order >= 0;
    case "==":
      return order === 0;
    case "!=":
      return order !== 0;
  }
}
function resultOf(operation, value) {
  if (typeof operation === "number") {
    const operand = value(operation);
    return isFiniteNumber(operand) ? toFraction(operand) : void 0;
  }
  const [operator, left, right] = operation;
  const [a, b] = [resultOf(left, value), resultOf(right, value)];
  return a === void 0 || b === void 0 ? void 0 : calculate(operator, a, b);
}

// runtime/pointer.ts
function toPointer(path) {
  return path.map((step) => `/${String(step).replaceAll("~", "~0").replaceAll("/", "~1")}`).join("");
}
function fromPointer(pointer) {
  return pointer.split("/").slice(1).map((step) => step.replaceAll("~1", "/").replaceAll("~0", "~"));
}
function valueBehind(value, steps) {
  let current = value;
  for (const step of steps) current = Array.isArray(current) ? current[Number(step)] : valueAt(current, [step]);
  return current;
}

// runtime/rule-words.ts
function explainBroken(rule, object) {
  const values = rule.fields.map(({ path }) => valueAt(object, path));
  return countDemand(rule, values) ?? `${rule.demand}; ${describeFields(rule, values)}.`;
}
function countDemand({ condition, fields }, values) {
  const parts = condition[0] === "count" ? condition[3] : condition[0] === "all-or-none" ? condition[1] : [];
  const indexes = parts.flatMap((part) => part[0] === "set" ? [part[1]] : []);
  if (indexes.length === 0 || indexes.length < parts.length) return void 0;
  const name = (index) => fields[index]?.name ?? "";
  const set = indexes.filter((index) => values[index] !== void 0).map(name);
  const missing = indexes.filter((index) => values[index] === void 0).map(name);
  const all = indexes.map(name).join(", ");
  if (condition[0] === "all-or-none") {
    return `Set all of ${all} or none of them; this request sets ${list(set)}, but not ${list(missing)}.`;
  }
  const [, least, most] = condition;
  const has = set.length > 0 ? list(set) : "none of them";
  if (least === 1 && most === 1)
    return `Set ${set.length > 1 ? "only one" : "one"} of ${all}; this request sets ${has}.`;
  if (least === 0 && most === 1) return `Set only one of ${all}; this request sets ${has}.`;
  return least === 1 && typeof most === "number" && most >= indexes.length ? `Set at least one of ${all}; this request sets ${has}.` : void 0;
}
function describeFields({ condition, fields }, values) {
  const compared = comparedFields(condition);
  const shown = [];
  const set = [];
  const missing = [];
  fields.forEach(({ name }, index) => {
    const value = values[index];
    if (value === void 0) missing.push(name);
    else if (compared.has(index)) shown.push(`${name} is ${showValue(value)}`);
    else set.push(name);
  });
  const parts = [
    ...shown,
    ...set.length > 0 ? [`${list(set)} ${set.length > 1 ? "are" : "is"} set`] : [],
    ...missing.length > 0 ? [`${list(missing)} ${missing.length > 1 ? "are" : "is"} not set`] : []
  ];
  return `in this request ${list(parts)}`;
}
function comparedFields(condition) {
  switch (condition[0]) {
    case "set":
      return /* @__PURE__ */ new Set();
    case "in":
    case "like":
    case "number":
      return /* @__PURE__ */ new Set([condition[1]]);
    case "relation":
      return /* @__PURE__ */ new Set([condition[1], condition[3]]);
    case "arithmetic":
      return new Set(operands(condition[1]));
    case "not":
      return comparedFields(condition[1]);
    default: {
      const parts = condition[0] === "count" ? condition[3] : condition[1];
      return new Set(parts.flatMap((part) => [...comparedFields(part)]));
    }
  }
}
function operands(operation) {
  return typeof operation === "number" ? [operation] : [...operands(operation[1]), ...operands(operation[2])];
}
function showValue(value) {
  if (typeof value === "string") return value.length > 40 ? `a text of ${value.length} characters` : `'${value}'`;
  if (Array.isArray(value)) return "a list";
  return typeof value === "object" && value !== null ? "an object" : String(value);
}
function list(items) {
  return items.length < 2 ? items.join() : `${items.slice(0, -1).join(", ")} and ${items.at(-1)}`;
}

// runtime/schema-support.ts
function toRegExp(pattern, flags) {
  try {
    return new RegExp(pattern, flags);
  } catch {
    return new RegExp(pattern);
  }
}
var mostErrors = 1e3;
function joinErrors(errors, more) {
  if (errors === null) return more.slice(0, mostErrors);
  for (const error of more.slice(0, Math.max(0, mostErrors - errors.length))) errors.push(error);
  return errors;
}

// runtime/violation.ts
function fieldName(path) {
  const named = path.slice(path[0] === "params" ? 2 : 1);
  const steps = named.length > 0 ? named : path.length > 0 ? path.slice(-1) : ["the request"];
  return steps.map((step, index) => typeof step === "number" ? `[${step}]` : index === 0 ? step : `.${step}`).join("");
}

// runtime/schema-words.ts
var summaries = /* @__PURE__ */ new Set(["if", "allOf", "$ref"]);
function isSummary({ keyword }) {
  return summaries.has(keyword);
}
function explainSchemaError({ keyword, instancePath, params }, request) {
  const path = fromPointer(instancePath);
  const extra = params["missingProperty"] ?? params["unevaluatedProperty"] ?? params["additionalProperty"];
  const at = typeof extra === "string" ? [...path, extra] : path;
  const name = fieldName(numbered(request, at));
  const message = `${name} ${describe(keyword, params, valueBehind(request, at))}.`;
  return { path: toPointer(at), fields: [name], message, sentence: void 0 };
}
function numbered(request, path) {
  return path.map((step, index) => Array.isArray(valueBehind(request, path.slice(0, index))) ? Number(step) : step);
}
function describe(keyword, params, value) {
  const shown = showValue(value);
  switch (keyword) {
    case "required":
    case "dependentRequired":
      return "is missing: it must be set";
    case "unevaluatedProperties":
    case "additionalProperties":
    case "false schema":
      return "is unknown: there is no such field";
    case "type":
      return `must be ${article([params["type"]].flat().join(" or "))}, not ${shown}`;
    case "enum":
      return `must be one of ${[params["allowedValues"]].flat().map(showValue).join(", ")}, not ${shown}`;
    case "const":
      return `must be ${showValue(params["allowedValue"])}, not ${shown}`;
    case "pattern":
      return `must match the pattern ${String(params["pattern"])}, unlike ${shown}`;
    case "format":
      return `must be ${article(String(params["format"]))}, unlike ${shown}`;
    case "minimum":
    case "maximum":
    case "exclusiveMinimum":
    case "exclusiveMaximum":
      return `must be ${String(params["comparison"])} ${String(params["limit"])}, not ${shown}`;
    case "multipleOf":
      return `must be a multiple of ${String(params["multipleOf"])}, not ${shown}`;
    case "minLength":
    case "minItems":
    case "minProperties":
      return `is too short: it must have ${String(params["limit"])} or more ${counted[keyword]}`;
    case "maxLength":
    case "maxItems":
    case "maxProperties":
      return `is too long: it must have ${String(params["limit"])} or fewer ${counted[keyword]}`;
    case "uniqueItems":
      return "must not have the same item twice";
    case "oneOf":
      return "must fit exactly one of its alternatives";
    case "anyOf":
      return "must fit one of its alternatives";
    default:
      return `breaks '${keyword}' of its schema`;
  }
}
var counted = {
  minLength: "characters",
  maxLength: "characters",
  minItems: "items",
  maxItems: "items",
  minProperties: "properties",
  maxProperties: "properties"
};
function article(noun) {
  return `${/^[aeiou]/.test(noun) ? "an" : "a"} ${noun}`;
}

// runtime/snapshot.ts
var deepest = 200;
var mostValues = 1e6;
var mostRefused = 100;
function takeSnapshot(value, at) {
  const violations = [];
  const ancestors = /* @__PURE__ */ new Set();
  let seen = 0;
  const refuse = (path, message) => {
    violations.push({
      path: toPointer(path),
      fields: [fieldName(path)],
      message: `${fieldName(path)} ${message}`,
      sentence: void 0
    });
    if (violations.length === mostRefused) seen = mostValues + 1;
  };
  const read = (path, get) => {
    try {
      return copy(get(), path);
    } catch {
      return refuse(path, "can't be read: reading it throws an error.");
    }
  };
  const copy = (original, path) => {
    if (seen++ >= mostValues)
      return seen === mostValues + 1 ? refuse(path, `is one value too many: the request has more than ${mostValues}.`) : void 0;
    const current = toJson(original);
    if (typeof current === "bigint")
      return refuse(path, "is a bigint, which JSON can't hold: pass a number or a string.");
    if (typeof current === "function" || typeof current === "symbol") return void 0;
    if (typeof current !== "object" || current === null || isOpaque(current)) return current;
    if (ancestors.has(current)) return refuse(path, "contains itself, which JSON can't hold.");
    if (ancestors.size >= deepest) return refuse(path, `lies deeper than ${deepest} levels.`);
    ancestors.add(current);
    try {
      return Array.isArray(current) ? copyArray(current, path) : copyObject(current, path);
    } finally {
      ancestors.delete(current);
    }
  };
  const copyArray = (original, path) => {
    const length = Math.min(original.length, mostValues + 1 - seen);
    return Array.from({ length }, (_, index) => read([...path, index], () => original[index]) ?? null);
  };
  const copyObject = (original, path) => {
    const result = {};
    for (const key of Object.keys(original)) {
      if (seen > mostValues) break;
      const member = read([...path, key], () => Reflect.get(original, key));
      if (member !== void 0) Object.defineProperty(result, key, { value: member, ...plainProperty });
    }
    return result;
  };
  return { value: read(at, () => value), violations };
}
var plainProperty = { enumerable: true, configurable: true, writable: true };
function toJson(value) {
  if (typeof value !== "object" || value === null) return value;
  const convert = Reflect.get(value, "toJSON");
  return typeof convert === "function" ? Reflect.apply(convert, value, []) : value;
}
function isOpaque(value) {
  return value instanceof ArrayBuffer || ArrayBuffer.isView(value) || typeof Blob !== "undefined" && value instanceof Blob;
}

// runtime/validate.ts
function createValidator(forms, schemaRules2 = [], headers = []) {
  return (request) => {
    try {
      const snapshot = takeRequest(request, headers);
      const found = forms.map((form) => [...snapshot.violations, ...violationsOf(form, schemaRules2, snapshot.value)]);
      return found.find((violations) => violations.length === 0) ?? found[0] ?? [];
    } catch {
      const message = "The request can't be checked: looking at it throws an error.";
      return [{ path: "", fields: [], message, sentence: void 0 }];
    }
  };
}
function violationsOf({ schema, rules }, schemaRules2, request) {
  const broken = rules.filter((rule) => !follows(rule, request)).map((rule) => toViolation(rule, request, commonPath(rule)));
  const errors = schema(request) ? [] : (schema.errors ?? []).slice(0, mostErrors);
  const others = errors.filter((error) => !isSummary(error)).map((error) => {
    const rule = error.keyword === "x-dependencies" ? schemaRules2[Number(error.params["rule"])] : void 0;
    if (rule === void 0) return explainSchemaError(error, request);
    return toViolation(rule, valueBehind(request, fromPointer(error.instancePath)), error.instancePath);
  });
  return [...broken, ...distinct(others)];
}
function toViolation(rule, object, path) {
  const fields = rule.fields.map(({ name }) => name);
  return { path, fields, message: explainBroken(rule, object), sentence: rule.sentence };
}
function commonPath({ fields }) {
  const parents = fields.map(({ path }) => path.slice(0, -1));
  const [first = [], ...others] = parents;
  const end = first.findIndex((step, index) => others.some((path) => path[index] !== step));
  const common = end < 0 ? first : first.slice(0, end);
  return toPointer(common);
}
function distinct(violations) {
  return [...new Map(violations.map((violation) => [violation.path + violation.message, violation])).values()];
}
function takeRequest(request, headers) {
  const { value, violations } = takeSnapshot(pick(request), []);
  const header = valueAt(value, ["params", "header"]);
  const declared = new Map(headers.map((name) => [name.toLowerCase(), name]));
  if (typeof header === "object" && header !== null && !Array.isArray(header)) {
    for (const [name, content] of Object.entries(header)) {
      const known = declared.get(name.toLowerCase());
      if (known === void 0 || known === name) continue;
      Reflect.deleteProperty(header, name);
      Reflect.set(header, known, content);
    }
  }
  return { value, violations };
}
function pick(request) {
  if (typeof request !== "object" || request === null || Array.isArray(request)) return request;
  const params = Reflect.get(request, "params") ?? {};
  const body = Reflect.get(request, "body");
  const containers = ["query", "header", "path", "cookie"].map((container) => {
    const given = typeof params === "object" && params !== null ? Reflect.get(params, container) : void 0;
    return [container, given ?? {}];
  });
  return { params: Object.fromEntries(containers), ...body !== void 0 && { body } };
}

// <stdin>
var schemaRules = [];
var schema_0_0 = validate0;
var schema0 = { "type": "object", "properties": { "params": { "type": "object", "properties": { "query": { "type": "object", "properties": { "envelope": { "type": ["boolean"] }, "pretty": { "type": ["boolean"] }, "includeCount": { "type": ["boolean"] }, "itemsPerPage": { "type": ["integer"], "minimum": 1, "maximum": 500 }, "pageNum": { "type": ["integer"], "minimum": 1 }, "batchId": { "type": ["string"], "pattern": "^([a-f0-9]{24})$" } }, "required": [], "additionalProperties": false }, "header": { "type": "object", "properties": {}, "required": [] }, "path": { "type": "object", "properties": { "groupId": { "type": ["string"], "pattern": "^([a-f0-9]{24})$" }, "clusterName": { "type": ["string"], "pattern": "^[a-zA-Z0-9][a-zA-Z0-9-]*$" } }, "required": ["groupId", "clusterName"], "additionalProperties": false }, "cookie": { "type": "object", "properties": {}, "required": [] } } } }, "required": ["params"], "additionalProperties": false };
var func0 = Object.prototype.hasOwnProperty;
var pattern0 = /* @__PURE__ */ toRegExp("^([a-f0-9]{24})$", "u");
var pattern2 = /* @__PURE__ */ toRegExp("^[a-zA-Z0-9][a-zA-Z0-9-]*$", "u");
function validate0(data, { instancePath = "", parentData, parentDataProperty, rootData = data, dynamicAnchors = {} } = {}) {
  let vErrors = null;
  let errors = 0;
  if (data && typeof data == "object" && !Array.isArray(data)) {
    if (data.params === void 0 || !func0.call(data, "params")) {
      const err0 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "params" } };
      if (vErrors === null) {
        vErrors = [err0];
      } else {
        vErrors.push(err0);
      }
      errors++;
    }
    for (const key0 of Object.keys(data)) {
      if (!(key0 === "params")) {
        const err1 = { instancePath, schemaPath: "#/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key0 } };
        if (vErrors === null) {
          vErrors = [err1];
        } else {
          vErrors.push(err1);
        }
        errors++;
      }
    }
    if (data.params !== void 0 && func0.call(data, "params")) {
      let data0 = data.params;
      if (data0 && typeof data0 == "object" && !Array.isArray(data0)) {
        if (data0.query !== void 0 && func0.call(data0, "query")) {
          let data1 = data0.query;
          if (data1 && typeof data1 == "object" && !Array.isArray(data1)) {
            for (const key1 of Object.keys(data1)) {
              if (!(key1 === "envelope" || key1 === "pretty" || key1 === "includeCount" || key1 === "itemsPerPage" || key1 === "pageNum" || key1 === "batchId")) {
                const err2 = { instancePath: instancePath + "/params/query", schemaPath: "#/properties/params/properties/query/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key1 } };
                if (vErrors === null) {
                  vErrors = [err2];
                } else {
                  vErrors.push(err2);
                }
                errors++;
              }
            }
            if (data1.envelope !== void 0 && func0.call(data1, "envelope")) {
              if (typeof data1.envelope !== "boolean") {
                const err3 = { instancePath: instancePath + "/params/query/envelope", schemaPath: "#/properties/params/properties/query/properties/envelope/type", keyword: "type", params: { type: schema0.properties.params.properties.query.properties.envelope.type } };
                if (vErrors === null) {
                  vErrors = [err3];
                } else {
                  vErrors.push(err3);
                }
                errors++;
              }
            }
            if (data1.pretty !== void 0 && func0.call(data1, "pretty")) {
              if (typeof data1.pretty !== "boolean") {
                const err4 = { instancePath: instancePath + "/params/query/pretty", schemaPath: "#/properties/params/properties/query/properties/pretty/type", keyword: "type", params: { type: schema0.properties.params.properties.query.properties.pretty.type } };
                if (vErrors === null) {
                  vErrors = [err4];
                } else {
                  vErrors.push(err4);
                }
                errors++;
              }
            }
            if (data1.includeCount !== void 0 && func0.call(data1, "includeCount")) {
              if (typeof data1.includeCount !== "boolean") {
                const err5 = { instancePath: instancePath + "/params/query/includeCount", schemaPath: "#/properties/params/properties/query/properties/includeCount/type", keyword: "type", params: { type: schema0.properties.params.properties.query.properties.includeCount.type } };
                if (vErrors === null) {
                  vErrors = [err5];
                } else {
                  vErrors.push(err5);
                }
                errors++;
              }
            }
            if (data1.itemsPerPage !== void 0 && func0.call(data1, "itemsPerPage")) {
              let data5 = data1.itemsPerPage;
              if (!(typeof data5 == "number" && (!(data5 % 1) && !isNaN(data5)) && isFinite(data5))) {
                const err6 = { instancePath: instancePath + "/params/query/itemsPerPage", schemaPath: "#/properties/params/properties/query/properties/itemsPerPage/type", keyword: "type", params: { type: schema0.properties.params.properties.query.properties.itemsPerPage.type } };
                if (vErrors === null) {
                  vErrors = [err6];
                } else {
                  vErrors.push(err6);
                }
                errors++;
              }
              if (typeof data5 == "number" && isFinite(data5)) {
                if (data5 > 500 || isNaN(data5)) {
                  const err7 = { instancePath: instancePath + "/params/query/itemsPerPage", schemaPath: "#/properties/params/properties/query/properties/itemsPerPage/maximum", keyword: "maximum", params: { comparison: "<=", limit: 500 } };
                  if (vErrors === null) {
                    vErrors = [err7];
                  } else {
                    vErrors.push(err7);
                  }
                  errors++;
                }
                if (data5 < 1 || isNaN(data5)) {
                  const err8 = { instancePath: instancePath + "/params/query/itemsPerPage", schemaPath: "#/properties/params/properties/query/properties/itemsPerPage/minimum", keyword: "minimum", params: { comparison: ">=", limit: 1 } };
                  if (vErrors === null) {
                    vErrors = [err8];
                  } else {
                    vErrors.push(err8);
                  }
                  errors++;
                }
              }
            }
            if (data1.pageNum !== void 0 && func0.call(data1, "pageNum")) {
              let data6 = data1.pageNum;
              if (!(typeof data6 == "number" && (!(data6 % 1) && !isNaN(data6)) && isFinite(data6))) {
                const err9 = { instancePath: instancePath + "/params/query/pageNum", schemaPath: "#/properties/params/properties/query/properties/pageNum/type", keyword: "type", params: { type: schema0.properties.params.properties.query.properties.pageNum.type } };
                if (vErrors === null) {
                  vErrors = [err9];
                } else {
                  vErrors.push(err9);
                }
                errors++;
              }
              if (typeof data6 == "number" && isFinite(data6)) {
                if (data6 < 1 || isNaN(data6)) {
                  const err10 = { instancePath: instancePath + "/params/query/pageNum", schemaPath: "#/properties/params/properties/query/properties/pageNum/minimum", keyword: "minimum", params: { comparison: ">=", limit: 1 } };
                  if (vErrors === null) {
                    vErrors = [err10];
                  } else {
                    vErrors.push(err10);
                  }
                  errors++;
                }
              }
            }
            if (data1.batchId !== void 0 && func0.call(data1, "batchId")) {
              let data7 = data1.batchId;
              if (typeof data7 === "string") {
                if (!pattern0.test(data7)) {
                  const err11 = { instancePath: instancePath + "/params/query/batchId", schemaPath: "#/properties/params/properties/query/properties/batchId/pattern", keyword: "pattern", params: { pattern: "^([a-f0-9]{24})$" } };
                  if (vErrors === null) {
                    vErrors = [err11];
                  } else {
                    vErrors.push(err11);
                  }
                  errors++;
                }
              } else {
                const err12 = { instancePath: instancePath + "/params/query/batchId", schemaPath: "#/properties/params/properties/query/properties/batchId/type", keyword: "type", params: { type: schema0.properties.params.properties.query.properties.batchId.type } };
                if (vErrors === null) {
                  vErrors = [err12];
                } else {
                  vErrors.push(err12);
                }
                errors++;
              }
            }
          } else {
            const err13 = { instancePath: instancePath + "/params/query", schemaPath: "#/properties/params/properties/query/type", keyword: "type", params: { type: "object" } };
            if (vErrors === null) {
              vErrors = [err13];
            } else {
              vErrors.push(err13);
            }
            errors++;
          }
        }
        if (data0.header !== void 0 && func0.call(data0, "header")) {
          let data8 = data0.header;
          if (!(data8 && typeof data8 == "object" && !Array.isArray(data8))) {
            const err14 = { instancePath: instancePath + "/params/header", schemaPath: "#/properties/params/properties/header/type", keyword: "type", params: { type: "object" } };
            if (vErrors === null) {
              vErrors = [err14];
            } else {
              vErrors.push(err14);
            }
            errors++;
          }
        }
        if (data0.path !== void 0 && func0.call(data0, "path")) {
          let data9 = data0.path;
          if (data9 && typeof data9 == "object" && !Array.isArray(data9)) {
            if (data9.groupId === void 0 || !func0.call(data9, "groupId")) {
              const err15 = { instancePath: instancePath + "/params/path", schemaPath: "#/properties/params/properties/path/required", keyword: "required", params: { missingProperty: "groupId" } };
              if (vErrors === null) {
                vErrors = [err15];
              } else {
                vErrors.push(err15);
              }
              errors++;
            }
            if (data9.clusterName === void 0 || !func0.call(data9, "clusterName")) {
              const err16 = { instancePath: instancePath + "/params/path", schemaPath: "#/properties/params/properties/path/required", keyword: "required", params: { missingProperty: "clusterName" } };
              if (vErrors === null) {
                vErrors = [err16];
              } else {
                vErrors.push(err16);
              }
              errors++;
            }
            for (const key2 of Object.keys(data9)) {
              if (!(key2 === "groupId" || key2 === "clusterName")) {
                const err17 = { instancePath: instancePath + "/params/path", schemaPath: "#/properties/params/properties/path/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key2 } };
                if (vErrors === null) {
                  vErrors = [err17];
                } else {
                  vErrors.push(err17);
                }
                errors++;
              }
            }
            if (data9.groupId !== void 0 && func0.call(data9, "groupId")) {
              let data10 = data9.groupId;
              if (typeof data10 === "string") {
                if (!pattern0.test(data10)) {
                  const err18 = { instancePath: instancePath + "/params/path/groupId", schemaPath: "#/properties/params/properties/path/properties/groupId/pattern", keyword: "pattern", params: { pattern: "^([a-f0-9]{24})$" } };
                  if (vErrors === null) {
                    vErrors = [err18];
                  } else {
                    vErrors.push(err18);
                  }
                  errors++;
                }
              } else {
                const err19 = { instancePath: instancePath + "/params/path/groupId", schemaPath: "#/properties/params/properties/path/properties/groupId/type", keyword: "type", params: { type: schema0.properties.params.properties.path.properties.groupId.type } };
                if (vErrors === null) {
                  vErrors = [err19];
                } else {
                  vErrors.push(err19);
                }
                errors++;
              }
            }
            if (data9.clusterName !== void 0 && func0.call(data9, "clusterName")) {
              let data11 = data9.clusterName;
              if (typeof data11 === "string") {
                if (!pattern2.test(data11)) {
                  const err20 = { instancePath: instancePath + "/params/path/clusterName", schemaPath: "#/properties/params/properties/path/properties/clusterName/pattern", keyword: "pattern", params: { pattern: "^[a-zA-Z0-9][a-zA-Z0-9-]*$" } };
                  if (vErrors === null) {
                    vErrors = [err20];
                  } else {
                    vErrors.push(err20);
                  }
                  errors++;
                }
              } else {
                const err21 = { instancePath: instancePath + "/params/path/clusterName", schemaPath: "#/properties/params/properties/path/properties/clusterName/type", keyword: "type", params: { type: schema0.properties.params.properties.path.properties.clusterName.type } };
                if (vErrors === null) {
                  vErrors = [err21];
                } else {
                  vErrors.push(err21);
                }
                errors++;
              }
            }
          } else {
            const err22 = { instancePath: instancePath + "/params/path", schemaPath: "#/properties/params/properties/path/type", keyword: "type", params: { type: "object" } };
            if (vErrors === null) {
              vErrors = [err22];
            } else {
              vErrors.push(err22);
            }
            errors++;
          }
        }
        if (data0.cookie !== void 0 && func0.call(data0, "cookie")) {
          let data12 = data0.cookie;
          if (!(data12 && typeof data12 == "object" && !Array.isArray(data12))) {
            const err23 = { instancePath: instancePath + "/params/cookie", schemaPath: "#/properties/params/properties/cookie/type", keyword: "type", params: { type: "object" } };
            if (vErrors === null) {
              vErrors = [err23];
            } else {
              vErrors.push(err23);
            }
            errors++;
          }
        }
      } else {
        const err24 = { instancePath: instancePath + "/params", schemaPath: "#/properties/params/type", keyword: "type", params: { type: "object" } };
        if (vErrors === null) {
          vErrors = [err24];
        } else {
          vErrors.push(err24);
        }
        errors++;
      }
    }
  } else {
    const err25 = { instancePath, schemaPath: "#/type", keyword: "type", params: { type: "object" } };
    if (vErrors === null) {
      vErrors = [err25];
    } else {
      vErrors.push(err25);
    }
    errors++;
  }
  validate0.errors = vErrors;
  return errors === 0;
}
var schema_1_0 = validate1;
var schema1 = { "type": "object", "properties": { "params": { "type": "object", "properties": { "query": { "type": "object", "properties": { "envelope": { "type": ["boolean"] }, "pretty": { "type": ["boolean"] } }, "required": [], "additionalProperties": false }, "header": { "type": "object", "properties": {}, "required": [] }, "path": { "type": "object", "properties": { "groupId": { "type": ["string"], "pattern": "^([a-f0-9]{24})$" }, "clusterName": { "type": ["string"], "pattern": "^[a-zA-Z0-9][a-zA-Z0-9-]*$" } }, "required": ["groupId", "clusterName"], "additionalProperties": false }, "cookie": { "type": "object", "properties": {}, "required": [] } } }, "body": { "allOf": [{ "$ref": "definitions#/$defs/s0" }], "properties": { "delivery": true, "snapshotId": true, "checkpointId": true, "oplogTs": true, "oplogInc": true, "pointInTimeUTCMillis": true }, "additionalProperties": false } }, "required": ["params", "body"], "additionalProperties": false };
var schema3 = { "type": ["object"], "required": ["delivery"], "properties": { "delivery": { "allOf": [{ "$ref": "definitions#/$defs/s1" }], "properties": { "methodName": true, "targetGroupId": true, "targetClusterName": true, "targetClusterId": true, "expirationHours": true, "maxDownloads": true }, "additionalProperties": false }, "snapshotId": { "type": ["string"], "pattern": "^([a-f0-9]{24})$" }, "checkpointId": { "type": ["string"], "pattern": "^([a-f0-9]{24})$" }, "oplogTs": { "type": ["string"], "pattern": "^(?:[1-9]\\d{3}-(?:(?:0[1-9]|1[0-2])-(?:0[1-9]|1\\d|2[0-8])|(?:0[13-9]|1[0-2])-(?:29|30)|(?:0[13578]|1[02])-31)|(?:[1-9]\\d(?:0[48]|[2468][048]|[13579][26])|(?:[2468][048]|[13579][26])00)-02-29)T(?:[01]\\d|2[0-3]):[0-5]\\d:[0-5]\\d(?:\\.\\d{1,9})?(?:Z|[+-][01]\\d:[0-5]\\d)$" }, "oplogInc": { "type": ["integer"], "minimum": 1, "maximum": 2147483647 }, "pointInTimeUTCMillis": { "type": ["integer"], "minimum": 11991456e5 } } };
var schema4 = { "type": ["object"], "required": ["methodName"], "properties": { "methodName": { "type": ["string"], "enum": ["CLIENT_PIT_HTTP", "QUERY", "AUTOMATED_RESTORE", "HTTP", "THIRD_PARTY_COPY", "CLIENT_PIT_SCP", "SCP"] }, "targetGroupId": { "type": ["string"], "pattern": "^([a-f0-9]{24})$" }, "targetClusterName": { "type": ["string"], "pattern": "^[a-zA-Z0-9][a-zA-Z0-9-]*$" }, "targetClusterId": { "type": ["string"], "pattern": "^([a-f0-9]{24})$" }, "expirationHours": { "type": ["integer"], "minimum": 1, "maximum": 2147483647 }, "maxDownloads": { "type": ["integer"], "minimum": 1, "maximum": 2147483647 } } };
function validate4(data, { instancePath = "", parentData, parentDataProperty, rootData = data, dynamicAnchors = {} } = {}) {
  let vErrors = null;
  let errors = 0;
  if (data && typeof data == "object" && !Array.isArray(data)) {
    if (data.methodName === void 0 || !func0.call(data, "methodName")) {
      const err0 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "methodName" } };
      if (vErrors === null) {
        vErrors = [err0];
      } else {
        vErrors.push(err0);
      }
      errors++;
    }
    if (data.methodName !== void 0 && func0.call(data, "methodName")) {
      let data0 = data.methodName;
      if (typeof data0 !== "string") {
        const err1 = { instancePath: instancePath + "/methodName", schemaPath: "#/properties/methodName/type", keyword: "type", params: { type: schema4.properties.methodName.type } };
        if (vErrors === null) {
          vErrors = [err1];
        } else {
          vErrors.push(err1);
        }
        errors++;
      }
      if (!(data0 === "CLIENT_PIT_HTTP" || data0 === "QUERY" || data0 === "AUTOMATED_RESTORE" || data0 === "HTTP" || data0 === "THIRD_PARTY_COPY" || data0 === "CLIENT_PIT_SCP" || data0 === "SCP")) {
        const err2 = { instancePath: instancePath + "/methodName", schemaPath: "#/properties/methodName/enum", keyword: "enum", params: { allowedValues: schema4.properties.methodName.enum } };
        if (vErrors === null) {
          vErrors = [err2];
        } else {
          vErrors.push(err2);
        }
        errors++;
      }
    }
    if (data.targetGroupId !== void 0 && func0.call(data, "targetGroupId")) {
      let data1 = data.targetGroupId;
      if (typeof data1 === "string") {
        if (!pattern0.test(data1)) {
          const err3 = { instancePath: instancePath + "/targetGroupId", schemaPath: "#/properties/targetGroupId/pattern", keyword: "pattern", params: { pattern: "^([a-f0-9]{24})$" } };
          if (vErrors === null) {
            vErrors = [err3];
          } else {
            vErrors.push(err3);
          }
          errors++;
        }
      } else {
        const err4 = { instancePath: instancePath + "/targetGroupId", schemaPath: "#/properties/targetGroupId/type", keyword: "type", params: { type: schema4.properties.targetGroupId.type } };
        if (vErrors === null) {
          vErrors = [err4];
        } else {
          vErrors.push(err4);
        }
        errors++;
      }
    }
    if (data.targetClusterName !== void 0 && func0.call(data, "targetClusterName")) {
      let data2 = data.targetClusterName;
      if (typeof data2 === "string") {
        if (!pattern2.test(data2)) {
          const err5 = { instancePath: instancePath + "/targetClusterName", schemaPath: "#/properties/targetClusterName/pattern", keyword: "pattern", params: { pattern: "^[a-zA-Z0-9][a-zA-Z0-9-]*$" } };
          if (vErrors === null) {
            vErrors = [err5];
          } else {
            vErrors.push(err5);
          }
          errors++;
        }
      } else {
        const err6 = { instancePath: instancePath + "/targetClusterName", schemaPath: "#/properties/targetClusterName/type", keyword: "type", params: { type: schema4.properties.targetClusterName.type } };
        if (vErrors === null) {
          vErrors = [err6];
        } else {
          vErrors.push(err6);
        }
        errors++;
      }
    }
    if (data.targetClusterId !== void 0 && func0.call(data, "targetClusterId")) {
      let data3 = data.targetClusterId;
      if (typeof data3 === "string") {
        if (!pattern0.test(data3)) {
          const err7 = { instancePath: instancePath + "/targetClusterId", schemaPath: "#/properties/targetClusterId/pattern", keyword: "pattern", params: { pattern: "^([a-f0-9]{24})$" } };
          if (vErrors === null) {
            vErrors = [err7];
          } else {
            vErrors.push(err7);
          }
          errors++;
        }
      } else {
        const err8 = { instancePath: instancePath + "/targetClusterId", schemaPath: "#/properties/targetClusterId/type", keyword: "type", params: { type: schema4.properties.targetClusterId.type } };
        if (vErrors === null) {
          vErrors = [err8];
        } else {
          vErrors.push(err8);
        }
        errors++;
      }
    }
    if (data.expirationHours !== void 0 && func0.call(data, "expirationHours")) {
      let data4 = data.expirationHours;
      if (!(typeof data4 == "number" && (!(data4 % 1) && !isNaN(data4)) && isFinite(data4))) {
        const err9 = { instancePath: instancePath + "/expirationHours", schemaPath: "#/properties/expirationHours/type", keyword: "type", params: { type: schema4.properties.expirationHours.type } };
        if (vErrors === null) {
          vErrors = [err9];
        } else {
          vErrors.push(err9);
        }
        errors++;
      }
      if (typeof data4 == "number" && isFinite(data4)) {
        if (data4 > 2147483647 || isNaN(data4)) {
          const err10 = { instancePath: instancePath + "/expirationHours", schemaPath: "#/properties/expirationHours/maximum", keyword: "maximum", params: { comparison: "<=", limit: 2147483647 } };
          if (vErrors === null) {
            vErrors = [err10];
          } else {
            vErrors.push(err10);
          }
          errors++;
        }
        if (data4 < 1 || isNaN(data4)) {
          const err11 = { instancePath: instancePath + "/expirationHours", schemaPath: "#/properties/expirationHours/minimum", keyword: "minimum", params: { comparison: ">=", limit: 1 } };
          if (vErrors === null) {
            vErrors = [err11];
          } else {
            vErrors.push(err11);
          }
          errors++;
        }
      }
    }
    if (data.maxDownloads !== void 0 && func0.call(data, "maxDownloads")) {
      let data5 = data.maxDownloads;
      if (!(typeof data5 == "number" && (!(data5 % 1) && !isNaN(data5)) && isFinite(data5))) {
        const err12 = { instancePath: instancePath + "/maxDownloads", schemaPath: "#/properties/maxDownloads/type", keyword: "type", params: { type: schema4.properties.maxDownloads.type } };
        if (vErrors === null) {
          vErrors = [err12];
        } else {
          vErrors.push(err12);
        }
        errors++;
      }
      if (typeof data5 == "number" && isFinite(data5)) {
        if (data5 > 2147483647 || isNaN(data5)) {
          const err13 = { instancePath: instancePath + "/maxDownloads", schemaPath: "#/properties/maxDownloads/maximum", keyword: "maximum", params: { comparison: "<=", limit: 2147483647 } };
          if (vErrors === null) {
            vErrors = [err13];
          } else {
            vErrors.push(err13);
          }
          errors++;
        }
        if (data5 < 1 || isNaN(data5)) {
          const err14 = { instancePath: instancePath + "/maxDownloads", schemaPath: "#/properties/maxDownloads/minimum", keyword: "minimum", params: { comparison: ">=", limit: 1 } };
          if (vErrors === null) {
            vErrors = [err14];
          } else {
            vErrors.push(err14);
          }
          errors++;
        }
      }
    }
  } else {
    const err15 = { instancePath, schemaPath: "#/type", keyword: "type", params: { type: schema4.type } };
    if (vErrors === null) {
      vErrors = [err15];
    } else {
      vErrors.push(err15);
    }
    errors++;
  }
  validate4.errors = vErrors;
  return errors === 0;
}
var pattern10 = /* @__PURE__ */ toRegExp("^(?:[1-9]\\d{3}-(?:(?:0[1-9]|1[0-2])-(?:0[1-9]|1\\d|2[0-8])|(?:0[13-9]|1[0-2])-(?:29|30)|(?:0[13578]|1[02])-31)|(?:[1-9]\\d(?:0[48]|[2468][048]|[13579][26])|(?:[2468][048]|[13579][26])00)-02-29)T(?:[01]\\d|2[0-3]):[0-5]\\d:[0-5]\\d(?:\\.\\d{1,9})?(?:Z|[+-][01]\\d:[0-5]\\d)$", "u");
function validate3(data, { instancePath = "", parentData, parentDataProperty, rootData = data, dynamicAnchors = {} } = {}) {
  let vErrors = null;
  let errors = 0;
  if (data && typeof data == "object" && !Array.isArray(data)) {
    if (data.delivery === void 0 || !func0.call(data, "delivery")) {
      const err0 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "delivery" } };
      if (vErrors === null) {
        vErrors = [err0];
      } else {
        vErrors.push(err0);
      }
      errors++;
    }
    if (data.delivery !== void 0 && func0.call(data, "delivery")) {
      let data0 = data.delivery;
      if (!validate4(data0, { instancePath: instancePath + "/delivery", parentData: data, parentDataProperty: "delivery", rootData, dynamicAnchors })) {
        vErrors = joinErrors(vErrors, validate4.errors);
        errors = vErrors.length;
      }
      if (data0 && typeof data0 == "object" && !Array.isArray(data0)) {
        for (const key0 of Object.keys(data0)) {
          if (!(key0 === "methodName" || key0 === "targetGroupId" || key0 === "targetClusterName" || key0 === "targetClusterId" || key0 === "expirationHours" || key0 === "maxDownloads")) {
            const err1 = { instancePath: instancePath + "/delivery", schemaPath: "#/properties/delivery/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key0 } };
            if (vErrors === null) {
              vErrors = [err1];
            } else {
              vErrors.push(err1);
            }
            errors++;
          }
        }
      }
    }
    if (data.snapshotId !== void 0 && func0.call(data, "snapshotId")) {
      let data1 = data.snapshotId;
      if (typeof data1 === "string") {
        if (!pattern0.test(data1)) {
          const err2 = { instancePath: instancePath + "/snapshotId", schemaPath: "#/properties/snapshotId/pattern", keyword: "pattern", params: { pattern: "^([a-f0-9]{24})$" } };
          if (vErrors === null) {
            vErrors = [err2];
          } else {
            vErrors.push(err2);
          }
          errors++;
        }
      } else {
        const err3 = { instancePath: instancePath + "/snapshotId", schemaPath: "#/properties/snapshotId/type", keyword: "type", params: { type: schema3.properties.snapshotId.type } };
        if (vErrors === null) {
          vErrors = [err3];
        } else {
          vErrors.push(err3);
        }
        errors++;
      }
    }
    if (data.checkpointId !== void 0 && func0.call(data, "checkpointId")) {
      let data2 = data.checkpointId;
      if (typeof data2 === "string") {
        if (!pattern0.test(data2)) {
          const err4 = { instancePath: instancePath + "/checkpointId", schemaPath: "#/properties/checkpointId/pattern", keyword: "pattern", params: { pattern: "^([a-f0-9]{24})$" } };
          if (vErrors === null) {
            vErrors = [err4];
          } else {
            vErrors.push(err4);
          }
          errors++;
        }
      } else {
        const err5 = { instancePath: instancePath + "/checkpointId", schemaPath: "#/properties/checkpointId/type", keyword: "type", params: { type: schema3.properties.checkpointId.type } };
        if (vErrors === null) {
          vErrors = [err5];
        } else {
          vErrors.push(err5);
        }
        errors++;
      }
    }
    if (data.oplogTs !== void 0 && func0.call(data, "oplogTs")) {
      let data3 = data.oplogTs;
      if (typeof data3 === "string") {
        if (!pattern10.test(data3)) {
          const err6 = { instancePath: instancePath + "/oplogTs", schemaPath: "#/properties/oplogTs/pattern", keyword: "pattern", params: { pattern: "^(?:[1-9]\\d{3}-(?:(?:0[1-9]|1[0-2])-(?:0[1-9]|1\\d|2[0-8])|(?:0[13-9]|1[0-2])-(?:29|30)|(?:0[13578]|1[02])-31)|(?:[1-9]\\d(?:0[48]|[2468][048]|[13579][26])|(?:[2468][048]|[13579][26])00)-02-29)T(?:[01]\\d|2[0-3]):[0-5]\\d:[0-5]\\d(?:\\.\\d{1,9})?(?:Z|[+-][01]\\d:[0-5]\\d)$" } };
          if (vErrors === null) {
            vErrors = [err6];
          } else {
            vErrors.push(err6);
          }
          errors++;
        }
      } else {
        const err7 = { instancePath: instancePath + "/oplogTs", schemaPath: "#/properties/oplogTs/type", keyword: "type", params: { type: schema3.properties.oplogTs.type } };
        if (vErrors === null) {
          vErrors = [err7];
        } else {
          vErrors.push(err7);
        }
        errors++;
      }
    }
    if (data.oplogInc !== void 0 && func0.call(data, "oplogInc")) {
      let data4 = data.oplogInc;
      if (!(typeof data4 == "number" && (!(data4 % 1) && !isNaN(data4)) && isFinite(data4))) {
        const err8 = { instancePath: instancePath + "/oplogInc", schemaPath: "#/properties/oplogInc/type", keyword: "type", params: { type: schema3.properties.oplogInc.type } };
        if (vErrors === null) {
          vErrors = [err8];
        } else {
          vErrors.push(err8);
        }
        errors++;
      }
      if (typeof data4 == "number" && isFinite(data4)) {
        if (data4 > 2147483647 || isNaN(data4)) {
          const err9 = { instancePath: instancePath + "/oplogInc", schemaPath: "#/properties/oplogInc/maximum", keyword: "maximum", params: { comparison: "<=", limit: 2147483647 } };
          if (vErrors === null) {
            vErrors = [err9];
          } else {
            vErrors.push(err9);
          }
          errors++;
        }
        if (data4 < 1 || isNaN(data4)) {
          const err10 = { instancePath: instancePath + "/oplogInc", schemaPath: "#/properties/oplogInc/minimum", keyword: "minimum", params: { comparison: ">=", limit: 1 } };
          if (vErrors === null) {
            vErrors = [err10];
          } else {
            vErrors.push(err10);
          }
          errors++;
        }
      }
    }
    if (data.pointInTimeUTCMillis !== void 0 && func0.call(data, "pointInTimeUTCMillis")) {
      let data5 = data.pointInTimeUTCMillis;
      if (!(typeof data5 == "number" && (!(data5 % 1) && !isNaN(data5)) && isFinite(data5))) {
        const err11 = { instancePath: instancePath + "/pointInTimeUTCMillis", schemaPath: "#/properties/pointInTimeUTCMillis/type", keyword: "type", params: { type: schema3.properties.pointInTimeUTCMillis.type } };
        if (vErrors === null) {
          vErrors = [err11];
        } else {
          vErrors.push(err11);
        }
        errors++;
      }
      if (typeof data5 == "number" && isFinite(data5)) {
        if (data5 < 11991456e5 || isNaN(data5)) {
          const err12 = { instancePath: instancePath + "/pointInTimeUTCMillis", schemaPath: "#/properties/pointInTimeUTCMillis/minimum", keyword: "minimum", params: { comparison: ">=", limit: 11991456e5 } };
          if (vErrors === null) {
            vErrors = [err12];
          } else {
            vErrors.push(err12);
          }
          errors++;
        }
      }
    }
  } else {
    const err13 = { instancePath, schemaPath: "#/type", keyword: "type", params: { type: schema3.type } };
    if (vErrors === null) {
      vErrors = [err13];
    } else {
      vErrors.push(err13);
    }
    errors++;
  }
  validate3.errors = vErrors;
  return errors === 0;
}
function validate1(data, { instancePath = "", parentData, parentDataProperty, rootData = data, dynamicAnchors = {} } = {}) {
  let vErrors = null;
  let errors = 0;
  if (data && typeof data == "object" && !Array.isArray(data)) {
    if (data.params === void 0 || !func0.call(data, "params")) {
      const err0 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "params" } };
      if (vErrors === null) {
        vErrors = [err0];
      } else {
        vErrors.push(err0);
      }
      errors++;
    }
    if (data.body === void 0 || !func0.call(data, "body")) {
      const err1 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "body" } };
      if (vErrors === null) {
        vErrors = [err1];
      } else {
        vErrors.push(err1);
      }
      errors++;
    }
    for (const key0 of Object.keys(data)) {
      if (!(key0 === "params" || key0 === "body")) {
        const err2 = { instancePath, schemaPath: "#/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key0 } };
        if (vErrors === null) {
          vErrors = [err2];
        } else {
          vErrors.push(err2);
        }
        errors++;
      }
    }
    if (data.params !== void 0 && func0.call(data, "params")) {
      let data0 = data.params;
      if (data0 && typeof data0 == "object" && !Array.isArray(data0)) {
        if (data0.query !== void 0 && func0.call(data0, "query")) {
          let data1 = data0.query;
          if (data1 && typeof data1 == "object" && !Array.isArray(data1)) {
            for (const key1 of Object.keys(data1)) {
              if (!(key1 === "envelope" || key1 === "pretty")) {
                const err3 = { instancePath: instancePath + "/params/query", schemaPath: "#/properties/params/properties/query/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key1 } };
                if (vErrors === null) {
                  vErrors = [err3];
                } else {
                  vErrors.push(err3);
                }
                errors++;
              }
            }
            if (data1.envelope !== void 0 && func0.call(data1, "envelope")) {
              if (typeof data1.envelope !== "boolean") {
                const err4 = { instancePath: instancePath + "/params/query/envelope", schemaPath: "#/properties/params/properties/query/properties/envelope/type", keyword: "type", params: { type: schema1.properties.params.properties.query.properties.envelope.type } };
                if (vErrors === null) {
                  vErrors = [err4];
                } else {
                  vErrors.push(err4);
                }
                errors++;
              }
            }
            if (data1.pretty !== void 0 && func0.call(data1, "pretty")) {
              if (typeof data1.pretty !== "boolean") {
                const err5 = { instancePath: instancePath + "/params/query/pretty", schemaPath: "#/properties/params/properties/query/properties/pretty/type", keyword: "type", params: { type: schema1.properties.params.properties.query.properties.pretty.type } };
                if (vErrors === null) {
                  vErrors = [err5];
                } else {
                  vErrors.push(err5);
                }
                errors++;
              }
            }
          } else {
            const err6 = { instancePath: instancePath + "/params/query", schemaPath: "#/properties/params/properties/query/type", keyword: "type", params: { type: "object" } };
            if (vErrors === null) {
              vErrors = [err6];
            } else {
              vErrors.push(err6);
            }
            errors++;
          }
        }
        if (data0.header !== void 0 && func0.call(data0, "header")) {
          let data4 = data0.header;
          if (!(data4 && typeof data4 == "object" && !Array.isArray(data4))) {
            const err7 = { instancePath: instancePath + "/params/header", schemaPath: "#/properties/params/properties/header/type", keyword: "type", params: { type: "object" } };
            if (vErrors === null) {
              vErrors = [err7];
            } else {
              vErrors.push(err7);
            }
            errors++;
          }
        }
        if (data0.path !== void 0 && func0.call(data0, "path")) {
          let data5 = data0.path;
          if (data5 && typeof data5 == "object" && !Array.isArray(data5)) {
            if (data5.groupId === void 0 || !func0.call(data5, "groupId")) {
              const err8 = { instancePath: instancePath + "/params/path", schemaPath: "#/properties/params/properties/path/required", keyword: "required", params: { missingProperty: "groupId" } };
              if (vErrors === null) {
                vErrors = [err8];
              } else {
                vErrors.push(err8);
              }
              errors++;
            }
            if (data5.clusterName === void 0 || !func0.call(data5, "clusterName")) {
              const err9 = { instancePath: instancePath + "/params/path", schemaPath: "#/properties/params/properties/path/required", keyword: "required", params: { missingProperty: "clusterName" } };
              if (vErrors === null) {
                vErrors = [err9];
              } else {
                vErrors.push(err9);
              }
              errors++;
            }
            for (const key2 of Object.keys(data5)) {
              if (!(key2 === "groupId" || key2 === "clusterName")) {
                const err10 = { instancePath: instancePath + "/params/path", schemaPath: "#/properties/params/properties/path/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key2 } };
                if (vErrors === null) {
                  vErrors = [err10];
                } else {
                  vErrors.push(err10);
                }
                errors++;
              }
            }
            if (data5.groupId !== void 0 && func0.call(data5, "groupId")) {
              let data6 = data5.groupId;
              if (typeof data6 === "string") {
                if (!pattern0.test(data6)) {
                  const err11 = { instancePath: instancePath + "/params/path/groupId", schemaPath: "#/properties/params/properties/path/properties/groupId/pattern", keyword: "pattern", params: { pattern: "^([a-f0-9]{24})$" } };
                  if (vErrors === null) {
                    vErrors = [err11];
                  } else {
                    vErrors.push(err11);
                  }
                  errors++;
                }
              } else {
                const err12 = { instancePath: instancePath + "/params/path/groupId", schemaPath: "#/properties/params/properties/path/properties/groupId/type", keyword: "type", params: { type: schema1.properties.params.properties.path.properties.groupId.type } };
                if (vErrors === null) {
                  vErrors = [err12];
                } else {
                  vErrors.push(err12);
                }
                errors++;
              }
            }
            if (data5.clusterName !== void 0 && func0.call(data5, "clusterName")) {
              let data7 = data5.clusterName;
              if (typeof data7 === "string") {
                if (!pattern2.test(data7)) {
                  const err13 = { instancePath: instancePath + "/params/path/clusterName", schemaPath: "#/properties/params/properties/path/properties/clusterName/pattern", keyword: "pattern", params: { pattern: "^[a-zA-Z0-9][a-zA-Z0-9-]*$" } };
                  if (vErrors === null) {
                    vErrors = [err13];
                  } else {
                    vErrors.push(err13);
                  }
                  errors++;
                }
              } else {
                const err14 = { instancePath: instancePath + "/params/path/clusterName", schemaPath: "#/properties/params/properties/path/properties/clusterName/type", keyword: "type", params: { type: schema1.properties.params.properties.path.properties.clusterName.type } };
                if (vErrors === null) {
                  vErrors = [err14];
                } else {
                  vErrors.push(err14);
                }
                errors++;
              }
            }
          } else {
            const err15 = { instancePath: instancePath + "/params/path", schemaPath: "#/properties/params/properties/path/type", keyword: "type", params: { type: "object" } };
            if (vErrors === null) {
              vErrors = [err15];
            } else {
              vErrors.push(err15);
            }
            errors++;
          }
        }
        if (data0.cookie !== void 0 && func0.call(data0, "cookie")) {
          let data8 = data0.cookie;
          if (!(data8 && typeof data8 == "object" && !Array.isArray(data8))) {
            const err16 = { instancePath: instancePath + "/params/cookie", schemaPath: "#/properties/params/properties/cookie/type", keyword: "type", params: { type: "object" } };
            if (vErrors === null) {
              vErrors = [err16];
            } else {
              vErrors.push(err16);
            }
            errors++;
          }
        }
      } else {
        const err17 = { instancePath: instancePath + "/params", schemaPath: "#/properties/params/type", keyword: "type", params: { type: "object" } };
        if (vErrors === null) {
          vErrors = [err17];
        } else {
          vErrors.push(err17);
        }
        errors++;
      }
    }
    if (data.body !== void 0 && func0.call(data, "body")) {
      let data9 = data.body;
      if (!validate3(data9, { instancePath: instancePath + "/body", parentData: data, parentDataProperty: "body", rootData, dynamicAnchors })) {
        vErrors = joinErrors(vErrors, validate3.errors);
        errors = vErrors.length;
      }
      if (data9 && typeof data9 == "object" && !Array.isArray(data9)) {
        for (const key3 of Object.keys(data9)) {
          if (!(key3 === "delivery" || key3 === "snapshotId" || key3 === "checkpointId" || key3 === "oplogTs" || key3 === "oplogInc" || key3 === "pointInTimeUTCMillis")) {
            const err18 = { instancePath: instancePath + "/body", schemaPath: "#/properties/body/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key3 } };
            if (vErrors === null) {
              vErrors = [err18];
            } else {
              vErrors.push(err18);
            }
            errors++;
          }
        }
      }
    }
  } else {
    const err19 = { instancePath, schemaPath: "#/type", keyword: "type", params: { type: "object" } };
    if (vErrors === null) {
      vErrors = [err19];
    } else {
      vErrors.push(err19);
    }
    errors++;
  }
  validate1.errors = vErrors;
  return errors === 0;
}
var schema_2_0 = validate7;
var schema5 = { "type": "object", "properties": { "params": { "type": "object", "properties": { "query": { "type": "object", "properties": { "envelope": { "type": ["boolean"] }, "pretty": { "type": ["boolean"] } }, "required": [], "additionalProperties": false }, "header": { "type": "object", "properties": {}, "required": [] }, "path": { "type": "object", "properties": { "groupId": { "type": ["string"], "pattern": "^([a-f0-9]{24})$" }, "clusterName": { "type": ["string"], "pattern": "^[a-zA-Z0-9][a-zA-Z0-9-]*$" }, "jobId": { "type": ["string"], "pattern": "^([a-f0-9]{24})$" } }, "required": ["groupId", "clusterName", "jobId"], "additionalProperties": false }, "cookie": { "type": "object", "properties": {}, "required": [] } } } }, "required": ["params"], "additionalProperties": false };
function validate7(data, { instancePath = "", parentData, parentDataProperty, rootData = data, dynamicAnchors = {} } = {}) {
  let vErrors = null;
  let errors = 0;
  if (data && typeof data == "object" && !Array.isArray(data)) {
    if (data.params === void 0 || !func0.call(data, "params")) {
      const err0 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "params" } };
      if (vErrors === null) {
        vErrors = [err0];
      } else {
        vErrors.push(err0);
      }
      errors++;
    }
    for (const key0 of Object.keys(data)) {
      if (!(key0 === "params")) {
        const err1 = { instancePath, schemaPath: "#/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key0 } };
        if (vErrors === null) {
          vErrors = [err1];
        } else {
          vErrors.push(err1);
        }
        errors++;
      }
    }
    if (data.params !== void 0 && func0.call(data, "params")) {
      let data0 = data.params;
      if (data0 && typeof data0 == "object" && !Array.isArray(data0)) {
        if (data0.query !== void 0 && func0.call(data0, "query")) {
          let data1 = data0.query;
          if (data1 && typeof data1 == "object" && !Array.isArray(data1)) {
            for (const key1 of Object.keys(data1)) {
              if (!(key1 === "envelope" || key1 === "pretty")) {
                const err2 = { instancePath: instancePath + "/params/query", schemaPath: "#/properties/params/properties/query/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key1 } };
                if (vErrors === null) {
                  vErrors = [err2];
                } else {
                  vErrors.push(err2);
                }
                errors++;
              }
            }
            if (data1.envelope !== void 0 && func0.call(data1, "envelope")) {
              if (typeof data1.envelope !== "boolean") {
                const err3 = { instancePath: instancePath + "/params/query/envelope", schemaPath: "#/properties/params/properties/query/properties/envelope/type", keyword: "type", params: { type: schema5.properties.params.properties.query.properties.envelope.type } };
                if (vErrors === null) {
                  vErrors = [err3];
                } else {
                  vErrors.push(err3);
                }
                errors++;
              }
            }
            if (data1.pretty !== void 0 && func0.call(data1, "pretty")) {
              if (typeof data1.pretty !== "boolean") {
                const err4 = { instancePath: instancePath + "/params/query/pretty", schemaPath: "#/properties/params/properties/query/properties/pretty/type", keyword: "type", params: { type: schema5.properties.params.properties.query.properties.pretty.type } };
                if (vErrors === null) {
                  vErrors = [err4];
                } else {
                  vErrors.push(err4);
                }
                errors++;
              }
            }
          } else {
            const err5 = { instancePath: instancePath + "/params/query", schemaPath: "#/properties/params/properties/query/type", keyword: "type", params: { type: "object" } };
            if (vErrors === null) {
              vErrors = [err5];
            } else {
              vErrors.push(err5);
            }
            errors++;
          }
        }
        if (data0.header !== void 0 && func0.call(data0, "header")) {
          let data4 = data0.header;
          if (!(data4 && typeof data4 == "object" && !Array.isArray(data4))) {
            const err6 = { instancePath: instancePath + "/params/header", schemaPath: "#/properties/params/properties/header/type", keyword: "type", params: { type: "object" } };
            if (vErrors === null) {
              vErrors = [err6];
            } else {
              vErrors.push(err6);
            }
            errors++;
          }
        }
        if (data0.path !== void 0 && func0.call(data0, "path")) {
          let data5 = data0.path;
          if (data5 && typeof data5 == "object" && !Array.isArray(data5)) {
            if (data5.groupId === void 0 || !func0.call(data5, "groupId")) {
              const err7 = { instancePath: instancePath + "/params/path", schemaPath: "#/properties/params/properties/path/required", keyword: "required", params: { missingProperty: "groupId" } };
              if (vErrors === null) {
                vErrors = [err7];
              } else {
                vErrors.push(err7);
              }
              errors++;
            }
            if (data5.clusterName === void 0 || !func0.call(data5, "clusterName")) {
              const err8 = { instancePath: instancePath + "/params/path", schemaPath: "#/properties/params/properties/path/required", keyword: "required", params: { missingProperty: "clusterName" } };
              if (vErrors === null) {
                vErrors = [err8];
              } else {
                vErrors.push(err8);
              }
              errors++;
            }
            if (data5.jobId === void 0 || !func0.call(data5, "jobId")) {
              const err9 = { instancePath: instancePath + "/params/path", schemaPath: "#/properties/params/properties/path/required", keyword: "required", params: { missingProperty: "jobId" } };
              if (vErrors === null) {
                vErrors = [err9];
              } else {
                vErrors.push(err9);
              }
              errors++;
            }
            for (const key2 of Object.keys(data5)) {
              if (!(key2 === "groupId" || key2 === "clusterName" || key2 === "jobId")) {
                const err10 = { instancePath: instancePath + "/params/path", schemaPath: "#/properties/params/properties/path/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key2 } };
                if (vErrors === null) {
                  vErrors = [err10];
                } else {
                  vErrors.push(err10);
                }
                errors++;
              }
            }
            if (data5.groupId !== void 0 && func0.call(data5, "groupId")) {
              let data6 = data5.groupId;
              if (typeof data6 === "string") {
                if (!pattern0.test(data6)) {
                  const err11 = { instancePath: instancePath + "/params/path/groupId", schemaPath: "#/properties/params/properties/path/properties/groupId/pattern", keyword: "pattern", params: { pattern: "^([a-f0-9]{24})$" } };
                  if (vErrors === null) {
                    vErrors = [err11];
                  } else {
                    vErrors.push(err11);
                  }
                  errors++;
                }
              } else {
                const err12 = { instancePath: instancePath + "/params/path/groupId", schemaPath: "#/properties/params/properties/path/properties/groupId/type", keyword: "type", params: { type: schema5.properties.params.properties.path.properties.groupId.type } };
                if (vErrors === null) {
                  vErrors = [err12];
                } else {
                  vErrors.push(err12);
                }
                errors++;
              }
            }
            if (data5.clusterName !== void 0 && func0.call(data5, "clusterName")) {
              let data7 = data5.clusterName;
              if (typeof data7 === "string") {
                if (!pattern2.test(data7)) {
                  const err13 = { instancePath: instancePath + "/params/path/clusterName", schemaPath: "#/properties/params/properties/path/properties/clusterName/pattern", keyword: "pattern", params: { pattern: "^[a-zA-Z0-9][a-zA-Z0-9-]*$" } };
                  if (vErrors === null) {
                    vErrors = [err13];
                  } else {
                    vErrors.push(err13);
                  }
                  errors++;
                }
              } else {
                const err14 = { instancePath: instancePath + "/params/path/clusterName", schemaPath: "#/properties/params/properties/path/properties/clusterName/type", keyword: "type", params: { type: schema5.properties.params.properties.path.properties.clusterName.type } };
                if (vErrors === null) {
                  vErrors = [err14];
                } else {
                  vErrors.push(err14);
                }
                errors++;
              }
            }
            if (data5.jobId !== void 0 && func0.call(data5, "jobId")) {
              let data8 = data5.jobId;
              if (typeof data8 === "string") {
                if (!pattern0.test(data8)) {
                  const err15 = { instancePath: instancePath + "/params/path/jobId", schemaPath: "#/properties/params/properties/path/properties/jobId/pattern", keyword: "pattern", params: { pattern: "^([a-f0-9]{24})$" } };
                  if (vErrors === null) {
                    vErrors = [err15];
                  } else {
                    vErrors.push(err15);
                  }
                  errors++;
                }
              } else {
                const err16 = { instancePath: instancePath + "/params/path/jobId", schemaPath: "#/properties/params/properties/path/properties/jobId/type", keyword: "type", params: { type: schema5.properties.params.properties.path.properties.jobId.type } };
                if (vErrors === null) {
                  vErrors = [err16];
                } else {
                  vErrors.push(err16);
                }
                errors++;
              }
            }
          } else {
            const err17 = { instancePath: instancePath + "/params/path", schemaPath: "#/properties/params/properties/path/type", keyword: "type", params: { type: "object" } };
            if (vErrors === null) {
              vErrors = [err17];
            } else {
              vErrors.push(err17);
            }
            errors++;
          }
        }
        if (data0.cookie !== void 0 && func0.call(data0, "cookie")) {
          let data9 = data0.cookie;
          if (!(data9 && typeof data9 == "object" && !Array.isArray(data9))) {
            const err18 = { instancePath: instancePath + "/params/cookie", schemaPath: "#/properties/params/properties/cookie/type", keyword: "type", params: { type: "object" } };
            if (vErrors === null) {
              vErrors = [err18];
            } else {
              vErrors.push(err18);
            }
            errors++;
          }
        }
      } else {
        const err19 = { instancePath: instancePath + "/params", schemaPath: "#/properties/params/type", keyword: "type", params: { type: "object" } };
        if (vErrors === null) {
          vErrors = [err19];
        } else {
          vErrors.push(err19);
        }
        errors++;
      }
    }
  } else {
    const err20 = { instancePath, schemaPath: "#/type", keyword: "type", params: { type: "object" } };
    if (vErrors === null) {
      vErrors = [err20];
    } else {
      vErrors.push(err20);
    }
    errors++;
  }
  validate7.errors = vErrors;
  return errors === 0;
}
var validateListGroupClusterRestoreJobs_ = /* @__PURE__ */ createValidator([{ schema: schema_0_0, rules: [] }], schemaRules, []);
var validateCreateGroupClusterRestoreJob_ = /* @__PURE__ */ createValidator([{ schema: schema_1_0, rules: [{ "sentence": "OnlyOne(snapshotId, checkpointId, oplogTs, pointInTimeUTCMillis);", "demand": "Exactly one of snapshotId, checkpointId, oplogTs and pointInTimeUTCMillis is set", "fields": [{ "name": "snapshotId", "path": ["body", "snapshotId"] }, { "name": "checkpointId", "path": ["body", "checkpointId"] }, { "name": "oplogTs", "path": ["body", "oplogTs"] }, { "name": "pointInTimeUTCMillis", "path": ["body", "pointInTimeUTCMillis"] }], "condition": ["count", 1, 1, [["set", 0], ["set", 1], ["set", 2], ["set", 3]]] }, { "sentence": "AllOrNone(oplogTs, oplogInc);", "demand": "oplogTs and oplogInc are set together, or not at all", "fields": [{ "name": "oplogTs", "path": ["body", "oplogTs"] }, { "name": "oplogInc", "path": ["body", "oplogInc"] }], "condition": ["all-or-none", [["set", 0], ["set", 1]]] }, { "sentence": "IF delivery.methodName=='AUTOMATED_RESTORE' THEN delivery.targetGroupId AND (delivery.targetClusterName OR delivery.targetClusterId);", "demand": "If delivery.methodName is 'AUTOMATED_RESTORE', then delivery.targetGroupId is set and (delivery.targetClusterName or delivery.targetClusterId is set)", "fields": [{ "name": "delivery.methodName", "path": ["body", "delivery", "methodName"] }, { "name": "delivery.targetGroupId", "path": ["body", "delivery", "targetGroupId"] }, { "name": "delivery.targetClusterName", "path": ["body", "delivery", "targetClusterName"] }, { "name": "delivery.targetClusterId", "path": ["body", "delivery", "targetClusterId"] }], "condition": ["count", 1, 2, [["not", ["in", 0, ["AUTOMATED_RESTORE"]]], ["count", 2, 2, [["set", 1], ["count", 1, 2, [["set", 2], ["set", 3]]]]]]] }] }], schemaRules, []);
var validateGetGroupClusterRestoreJob_ = /* @__PURE__ */ createValidator([{ schema: schema_2_0, rules: [] }], schemaRules, []);

/** One reason why a request would be refused. */
export interface Violation {
  /** JSON Pointer (RFC 6901) into `{ params, body }`: the value at fault, or the object whose fields break a rule. */
  readonly path: string;
  /** The fields concerned, by the names that the sentence uses; a single one for a violation of the schema. */
  readonly fields: readonly string[];
  /** What to do about it, in words. */
  readonly message: string;
  /** The IDL sentence that is broken, as its author wrote it; undefined for a violation of the schema. */
  readonly sentence: string | undefined;
}

/**
 * Says of a request `{ params: { query, header, path, cookie }, body }` all that is wrong with it; nothing, if it is right.
 * Never throws, whatever it is given.
 */
export type RequestValidator = (request: unknown) => readonly Violation[];

/** Why `listGroupClusterRestoreJobs` would refuse a request. */
export const validateListGroupClusterRestoreJobs: RequestValidator = validateListGroupClusterRestoreJobs_;

/** Why `createGroupClusterRestoreJob` would refuse a request. */
export const validateCreateGroupClusterRestoreJob: RequestValidator = validateCreateGroupClusterRestoreJob_;

/** Why `getGroupClusterRestoreJob` would refuse a request. */
export const validateGetGroupClusterRestoreJob: RequestValidator = validateGetGroupClusterRestoreJob_;
