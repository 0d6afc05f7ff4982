/** The same messages in another language: every key of the English group, and no other. */
export type Wording<Group> = {
  readonly [Key in keyof Group]: Group[Key] extends string ? string : Wording<Group[Key]>;
};
