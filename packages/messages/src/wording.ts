/** The type of a group in another language: exactly the keys of the English group. */
export type Wording<Group> = {
  readonly [Key in keyof Group]: Group[Key] extends string ? string : Wording<Group[Key]>;
};
