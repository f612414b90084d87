/** Only what a patch names: absent keys leave a row as it is. */
export const definedOf = <Shape extends object>(
  patch: Shape,
): { [Key in keyof Shape]?: Exclude<Shape[Key], undefined> } =>
  Object.fromEntries(Object.entries(patch).filter(([, value]) => value !== undefined)) as {
    [Key in keyof Shape]?: Exclude<Shape[Key], undefined>;
  };
