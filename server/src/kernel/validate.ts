import AjvCompiler from '@fastify/ajv-compiler';

type Build = ReturnType<typeof AjvCompiler>;
type Route = Parameters<ReturnType<Build>>[0];

/** Weight of a form: its characters, and 20 for every value. More is a list or an attack: one fault is told. */
const FORM_WEIGHT = 20_000;

/** Whether a body is small enough to look for all its faults: these cost memory before anyone has signed in. */
export function isForm(data: unknown): boolean {
  const left: unknown[] = [data];
  for (let weight = 0; left.length > 0; ) {
    const value = left.pop();
    weight += 20 + (typeof value === 'string' ? value.length : 0);
    if (typeof value === 'object' && value !== null) {
      for (const [key, inner] of Object.entries(value)) {
        weight += key.length;
        left.push(inner);
        if (left.length * 20 > FORM_WEIGHT) return false;
      }
    }
    if (weight > FORM_WEIGHT) return false;
  }
  return true;
}

const factory: Build = AjvCompiler();

/**
 * Validators that stop at the first fault, as fast as ever for what is right; a refused form is then looked through
 * again by one that names every fault, compiled when first needed.
 */
export const buildValidator: Build = (schemas, options) => {
  const first = factory(schemas, options);
  const every = factory(schemas, {
    ...options,
    customOptions: { ...options?.customOptions, allErrors: true },
  } as typeof options);
  return ((route: Route) => {
    const quick = first(route);
    let thorough: ReturnType<typeof every> | undefined;
    return (data: unknown) => {
      if (quick(data)) return true;
      if (!isForm(data)) return { error: quick.errors };
      thorough ??= every(route);
      return { error: thorough(data) ? quick.errors : thorough.errors };
    };
  }) as never;
};
