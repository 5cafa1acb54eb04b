import { runAsWorker } from "synckit";
import { init } from "z3-solver";

const started = init();

// Z3 answers at once and in this thread: its asynchronous interface would start threads of its own.
runAsWorker(async (/** @type {string} */ script) => {
  const { Z3, em } = await started;
  const context = Z3.mk_context(Z3.mk_config());
  try {
    return em.ccall("Z3_eval_smtlib2_string", "string", ["number", "string"], [context, script]);
  } finally {
    Z3.del_context(context);
  }
});
