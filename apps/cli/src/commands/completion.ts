import { loadHelp } from "@pct/messages";
import type { Help } from "@pct/messages";

import { writeData } from "../io/output.js";
import { COMMANDS, LANGUAGE_OPTION, QUIET_OPTION } from "../program/command-table.js";
import type { CommandName, CommandSpec, OptionSpec } from "../program/command-table.js";
import type { Session } from "../program/session.js";

/** `pct completion`: a completion script for a shell, from the command table. */
export async function completion(
  session: Session,
  [shell]: readonly (string | undefined)[],
): Promise<void> {
  const write = { bash, zsh, fish }[shell as "bash" | "zsh" | "fish"];
  await writeData(write(await loadHelp(session.language)));
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

function commandLines(help: Help): CommandLine[] {
  return (Object.keys(COMMANDS) as CommandName[]).map((name) => {
    const spec: CommandSpec = COMMANDS[name];
    const texts: Readonly<Record<string, string>> = help.commands[name].options;
    const options = Object.entries<OptionSpec>(spec.options).map(([key, option]) =>
      readOption(option, texts[key] ?? ""),
    );
    const common = [
      readOption(LANGUAGE_OPTION, help.langOption),
      readOption(QUIET_OPTION, help.quietOption),
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

/** Options before the command. */
function globalOptions(help: Help): Option[] {
  return [
    readOption(LANGUAGE_OPTION, help.langOption),
    readOption(QUIET_OPTION, help.quietOption),
    readOption({ flags: "-V, --version" }, help.versionOption),
    readOption({ flags: "-h, --help" }, help.helpOption),
  ];
}

/** What bash does with one option or command, as lines of a `case`. */
function bashCase(options: readonly Option[]): string[] {
  const values = options
    .filter(({ takesValue }) => takesValue)
    .map(({ names, choices }) => `        ${names.join("|")}) values="${choices.join(" ")}" ;;`);
  const flags = options.flatMap(({ names }) => names);
  return [
    `      flags="${flags.join(" ")}"`,
    `      case "$previous" in`,
    ...values,
    `        *) values=none ;;`,
    `      esac`,
    `      ;;`,
  ];
}

function bash(help: Help): string {
  const commands = commandLines(help);
  const names = commands.map(({ name }) => name);
  const cases = commands.map(({ name, options, operand }) =>
    [
      `    ${name})`,
      ...(operand === null ? [] : [`      operands="${operand.join(" ")}"`]),
      ...bashCase(options),
    ].join("\n"),
  );
  return `# pct for bash: source <(pct completion bash)
_pct() {
  local current="\${COMP_WORDS[COMP_CWORD]}" previous="\${COMP_WORDS[COMP_CWORD - 1]}"
  local command="" flags="" operands="" values=none prefix="" i
  # "=" is a word of its own where COMP_WORDBREAKS has it.
  if [[ "$current" == = ]]; then
    current=""
  elif [[ "$previous" == = ]] && ((COMP_CWORD > 1)); then
    previous="\${COMP_WORDS[COMP_CWORD - 2]}"
  elif [[ "$current" == --*=* ]]; then
    previous="\${current%%=*}" prefix="\${current%%=*}=" current="\${current#*=}"
  fi
  for ((i = 1; i < COMP_CWORD; i++)); do
    case "\${COMP_WORDS[i]}" in
      --lang)
        ((i++))
        if [[ "\${COMP_WORDS[i]}" == = ]]; then ((i++)); fi
        ;;
      -*) ;;
      *)
        command="\${COMP_WORDS[i]}"
        break
        ;;
    esac
  done
  COMPREPLY=()
  case "$command" in
    "")
      operands="${[...names, "help"].join(" ")}"
${bashCase(globalOptions(help)).join("\n")}
    help) operands="${names.join(" ")}" ;;
${cases.join("\n")}
  esac
  # Where nothing is offered, bash offers files.
  if [[ "$values" != none ]]; then
    COMPREPLY=($(compgen -P "$prefix" -W "$values" -- "$current"))
  elif [[ "$current" == -* ]]; then
    COMPREPLY=($(compgen -W "$flags" -- "$current"))
  elif [[ -n "$operands" ]]; then
    COMPREPLY=($(compgen -W "$operands" -- "$current"))
  fi
}
complete -o default -F _pct pct
`;
}

/** Specifications of `_arguments` for these options. */
function zshOptions(options: readonly Option[]): string[] {
  return options.flatMap(({ names: all, takesValue, choices, text }) =>
    all.map((flag) => {
      const value = choices.length > 0 ? `:(${choices.join(" ")})` : ":_files";
      // With "=", both --format age and --format=age are completed.
      const name = takesValue && flag.startsWith("--") ? `${flag}=` : flag;
      return quoted(
        `*${name}[${text.replace(/[[\]\\:]/g, "\\$&")}]${takesValue ? `: ${value}` : ""}`,
      );
    }),
  );
}

function zsh(help: Help): string {
  const commands = commandLines(help);
  const names = commands.map(({ name, text }) => `    ${quoted(`${name}:${text}`)}`);
  const call = (specs: readonly string[]): string =>
    `_arguments -s \\\n${specs.map((spec) => `        ${spec}`).join(" \\\n")}`;
  const cases = commands.map(({ name, options, operand }) => {
    const operands = operand === null ? "*: :_files" : `*: :(${operand.join(" ")})`;
    return `    ${name})\n      ${call([...zshOptions(options), quoted(operands)])}\n      ;;`;
  });
  return `#compdef pct
# pct for zsh: source <(pct completion zsh)
_pct() {
  local -a commands=(
${names.join("\n")}
  )
  local index=2
  while ((index < CURRENT)); do
    case $words[index] in
      --lang) ((index += 2)) ;;
      -*) ((index++)) ;;
      *) break ;;
    esac
  done
  if ((index >= CURRENT)); then
    if [[ $words[CURRENT] == -* || $words[CURRENT-1] == --lang ]]; then
      ${call(zshOptions(globalOptions(help)))}
    else
      _describe command commands
    fi
    return
  fi
  local command=$words[index]
  shift $((index - 1)) words
  ((CURRENT -= index - 1))
  case $command in
    help) _describe command commands ;;
${cases.join("\n")}
  esac
}
# A file of fpath is the function itself: its first call completes.
if [[ $funcstack[1] == _pct ]]; then
  _pct "$@"
elif (($+functions[compdef])); then
  compdef _pct pct
else
  # Sourced before compinit: register at the next prompt.
  _pct_register() {
    (($+functions[compdef])) || return 0
    compdef _pct pct
    add-zsh-hook -d precmd _pct_register
  }
  autoload -Uz add-zsh-hook
  add-zsh-hook precmd _pct_register
fi
`;
}

/** The options of one command for fish, where a condition holds. */
function fishOptions(condition: string, options: readonly Option[]): string[] {
  return options.map(({ names, takesValue, choices, text }) => {
    const flags = names.map((flag) =>
      flag.startsWith("--") ? `-l ${flag.slice(2)}` : `-s ${flag.slice(1)}`,
    );
    const value = !takesValue ? "" : choices.length > 0 ? ` -x -a '${choices.join(" ")}'` : " -r";
    return `complete -c pct -n ${condition} ${flags.join(" ")}${value} -d ${quoted(text)}`;
  });
}

function fish(help: Help): string {
  const commands = commandLines(help);
  const names = commands.map(({ name }) => name);
  const lines = commands.flatMap(({ name, text, options, operand }) => {
    const seen = `'__fish_seen_subcommand_from ${name}'`;
    return [
      `complete -c pct -n __fish_use_subcommand -f -a ${name} -d ${quoted(text)}`,
      ...(operand === null ? [] : [`complete -c pct -n ${seen} -f -a '${operand.join(" ")}'`]),
      ...fishOptions(seen, options),
    ];
  });
  const program = [
    `complete -c pct -n __fish_use_subcommand -f -a help -d ${quoted(help.helpCommand)}`,
    `complete -c pct -n '__fish_seen_subcommand_from help' -f -a '${names.join(" ")}'`,
    ...fishOptions("__fish_use_subcommand", globalOptions(help)),
  ];
  return `# pct for fish: pct completion fish | source\n${[...program, ...lines].join("\n")}\n`;
}

/** Quotes a text for bash, zsh and fish. */
function quoted(text: string): string {
  return `'${text.replaceAll("'", "’")}'`;
}
