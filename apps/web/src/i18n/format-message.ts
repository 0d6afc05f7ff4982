import formatOnly from "use-intl/format-message/format-only";

type Format = typeof formatOnly;
type Values = NonNullable<Parameters<Format>[2]>;

/**
 * Formats a message that was parsed at the build. In place of the formatter of use-intl, which parses, and
 * of its other one, which writes "undefined" for an argument that is missing.
 */
const format: Format = Object.assign(
  (...[key, message, values, options]: Parameters<Format>): ReturnType<Format> =>
    formatOnly(key, message, new Proxy<Values>(values ?? {}, { get: argument }), options),
  { raw: formatOnly.raw },
);
export default format;

function argument(values: Values, name: string | symbol): unknown {
  if (name in values) return Reflect.get(values, name);
  throw new TypeError(`missing argument: ${String(name)}`);
}
