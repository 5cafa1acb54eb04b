export { type Diagnostic, DiagnosticsError, formatDiagnostic } from "../diagnostics.ts";
