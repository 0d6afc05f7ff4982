import { writeData } from "../io/output.js";
import { COMMANDS, LANGUAGE_OPTION } from "../program/command-table.js";
import type { CommandName, CommandSpec, OptionSpec } from "../program/command-table.js";
import type { Session } from "../program/session.js";

/** `pct completion`: a completion script for a shell, from the command table. */
export async function completion(
  session: Session,
  [shell]: readonly (string | undefined)[],
): Promise<void> {
  const write = { bash, zsh, fish }[shell as "bash" | "zsh" | "fish"];
  await writeData(write(session));
}

/** An option, as a shell needs it. */
interface Option {
  readonly names: readonly string[];
  readonly takesValue: boolean;
  readonly choices: readonly string[];
  readonly text: string;
}

interface CommandLine {
  readonly name: string;
  readonly text: string;
  readonly options: readonly Option[];
  /** Choices for the operand; `null` for a file. */
  readonly operand: readonly string[] | null;
}

function commandLines({ t }: Session): CommandLine[] {
  const { help } = t;
  return (Object.keys(COMMANDS) as CommandName[]).map((name) => {
    const spec: CommandSpec = COMMANDS[name];
    const texts: Readonly<Record<string, string>> = help.commands[name].options;
    const options = Object.entries<OptionSpec>(spec.options).map(([key, option]) =>
      readOption(option, texts[key] ?? ""),
    );
    const common = [
      readOption(LANGUAGE_OPTION, help.langOption),
      readOption({ flags: "-h, --help" }, help.helpOption),
    ];
    return {
      name,
      text: help.commands[name].summary,
      options: [...options, ...common],
      operand: spec.operandChoices ?? (takesFile(spec) ? null : []),
    };
  });
}

/** Whether a shell should complete file names. */
function takesFile({ operands }: CommandSpec): boolean {
  return Object.values<string>(operands).some((name) => /file|folder|key/.test(name));
}

function readOption({ flags, choices = [] }: OptionSpec, text: string): Option {
  return {
    names: flags.match(/(?<![\w-])--?[a-z-]+/g) ?? [],
    takesValue: flags.includes("<"),
    choices,
    text,
  };
}

function bash(session: Session): string {
  const commands = commandLines(session);
  const cases = commands.map(({ name, options, operand }) => {
    const flags = options.flatMap(({ names }) => names);
    const values = options
      .filter(({ takesValue }) => takesValue)
      .map(({ names, choices }) => `        ${names.join("|")}) values="${choices.join(" ")}" ;;`);
    return [
      `    ${name})`,
      `      flags="${flags.join(" ")}"`,
      ...(operand === null ? [] : [`      operands="${operand.join(" ")}"`]),
      `      case "$previous" in`,
      ...values,
      `        *) values=none ;;`,
      `      esac`,
      `      ;;`,
    ].join("\n");
  });
  return `# pct for bash: source <(pct completion bash)
_pct() {
  local current="\${COMP_WORDS[COMP_CWORD]}" previous="\${COMP_WORDS[COMP_CWORD - 1]}"
  local command="\${COMP_WORDS[1]}" flags="" operands="" values=none
  COMPREPLY=()
  if ((COMP_CWORD == 1)); then
    COMPREPLY=($(compgen -W "${[...commands.map(({ name }) => name), "help", "--version", "--help"].join(" ")}" -- "$current"))
    return
  fi
  case "$command" in
    help) operands="${commands.map(({ name }) => name).join(" ")}" ;;
${cases.join("\n")}
  esac
  # Where nothing is offered, bash offers files.
  if [[ "$values" != none ]]; then
    COMPREPLY=($(compgen -W "$values" -- "$current"))
  elif [[ "$current" == -* ]]; then
    COMPREPLY=($(compgen -W "$flags" -- "$current"))
  elif [[ -n "$operands" ]]; then
    COMPREPLY=($(compgen -W "$operands" -- "$current"))
  fi
}
complete -o default -F _pct pct
`;
}

function zsh(session: Session): string {
  const commands = commandLines(session);
  const names = commands.map(({ name, text }) => `    ${quoted(`${name}:${text}`)}`);
  const cases = commands.map(({ name, options, operand }) => {
    const specs = options.flatMap(({ names: all, takesValue, choices, text }) =>
      all.map((flag) => {
        const value = choices.length > 0 ? `:(${choices.join(" ")})` : ":_files";
        return quoted(
          `*${flag}[${text.replace(/[[\\]]/g, "\\\\$&")}]${takesValue ? `: ${value}` : ""}`,
        );
      }),
    );
    const operands = operand === null ? "*: :_files" : `*: :(${operand.join(" ")})`;
    const lines = [...specs, quoted(operands)].map((spec) => `        ${spec}`);
    return `    ${name})\n      _arguments -s \\\n${lines.join(" \\\n")}\n      ;;`;
  });
  return `#compdef pct
# pct for zsh: source <(pct completion zsh)
_pct() {
  local -a commands=(
${names.join("\n")}
  )
  if ((CURRENT == 2)); then
    _describe command commands
    return
  fi
  local command=$words[2]
  shift words
  ((CURRENT--))
  case $command in
    help) _describe command commands ;;
${cases.join("\n")}
  esac
}
compdef _pct pct
`;
}

function fish(session: Session): string {
  const commands = commandLines(session);
  const lines = commands.flatMap(({ name, text, options, operand }) => {
    const seen = `__fish_seen_subcommand_from ${name}`;
    return [
      `complete -c pct -n __fish_use_subcommand -f -a ${name} -d ${quoted(text)}`,
      ...(operand === null ? [] : [`complete -c pct -n '${seen}' -f -a '${operand.join(" ")}'`]),
      ...options.map(({ names, takesValue, choices, text: optionText }) => {
        const flags = names.map((flag) =>
          flag.startsWith("--") ? `-l ${flag.slice(2)}` : `-s ${flag.slice(1)}`,
        );
        const value = !takesValue
          ? ""
          : choices.length > 0
            ? ` -x -a '${choices.join(" ")}'`
            : " -r";
        return `complete -c pct -n '${seen}' ${flags.join(" ")}${value} -d ${quoted(optionText)}`;
      }),
    ];
  });
  return `# pct for fish: pct completion fish | source\n${lines.join("\n")}\n`;
}

/** Quotes a text for bash, zsh and fish. */
function quoted(text: string): string {
  return `'${text.replaceAll("'", "’")}'`;
}
