import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";

import { pct } from "../apps/cli/test/run.js";
import type { Result } from "../apps/cli/test/run.js";
import { inEnglish } from "./advised-commands.js";
import { commandsIn, patternOf } from "./advised-pct.js";
import type { PctAdvice } from "./advised-pct.js";
import { environment, output, PCT } from "./peers.js";

/** Someone who reads what pct says and types the commands that it advises. */

export interface CallOptions {
  readonly input?: string | Uint8Array;
  readonly env?: Readonly<Record<string, string>>;
  readonly cwd?: string;
}

/** What a reader fills in. */
const PLACEHOLDER =
  /\b(?:ADDRESS|FILE|HASH|KEY|LINK|NAME|OUTPUT|PASSWORD|REQUEST|SECRET)(?=$|[ '.])|\{\w+\}/g;

export class Reader {
  readonly cwd: string = mkdtempSync(join(tmpdir(), "pct-advice-"));
  readonly language: "en" | "es";
  /** For each call. */
  env: Readonly<Record<string, string>> = {};
  readonly #texts: readonly PctAdvice[];
  #advised: string[] = [];

  /** @param texts - The texts that the reader must see and follow. */
  constructor(language: "en" | "es", texts: readonly PctAdvice[]) {
    this.language = language;
    this.#texts = texts;
  }

  pct(args: readonly string[], options: CallOptions = {}): Promise<Result> {
    const env = { PCT_LANG: this.language, ...this.env, ...options.env };
    return pct(args, { cwd: this.cwd, ...options, env });
  }

  /** The commands of the texts, as printed. Throws unless all of them are. */
  read({ stdout, stderr }: Pick<Result, "stdout" | "stderr">): readonly string[] {
    const printed = `${stdout}\n${stderr}`;
    const found = this.#texts.map((text) => patternOf(text).exec(printed)?.slice(1));
    if (found.includes(undefined)) {
      throw new Error(`not said: ${this.#texts[0]?.path ?? ""}\n${printed}`);
    }
    const commands = found.flatMap((match = []) => match.map((it) => it.replace(/\s+/g, " ")));
    this.#advised.push(...commands);
    return commands;
  }

  /** The commands of a text that the portal shows. */
  readInPortal(): readonly string[] {
    const commands = this.#texts.flatMap(commandsIn);
    this.#advised.push(...commands);
    return commands;
  }

  /**
   * Types an advised command, with a value for each placeholder. Throws unless it succeeds.
   *
   * @param more - Options of the call that failed, or instead of a terminal.
   */
  async type(
    command: string | undefined,
    values: Readonly<Record<string, string>> = {},
    options: CallOptions = {},
    more: readonly string[] = [],
  ): Promise<Result> {
    if (command === undefined) throw new Error("no command was advised");
    this.#advised = this.#advised.filter((advised) => advised !== command);
    const filled = inEnglish(command).replace(PLACEHOLDER, (word) => {
      const value = values[word.replace(/[{}]/g, "")];
      if (value === undefined) throw new Error(`no value for ${word} in ${command}`);
      return value;
    });
    const complete = Object.entries(values).reduce(
      (text, [name, value]) => (name.includes("…") ? text.replaceAll(name, value) : text),
      filled,
    );
    const [, pipeline = complete, target] = /^(.*) > (\S+)$/.exec(complete) ?? [];
    let result: Result | null = null;
    let { input } = options;
    const stages = pipeline.split(" | ");
    for (const [index, stage] of stages.entries()) {
      if (/^pct( |$)/.test(stage)) {
        result = await this.pct(
          [...this.#wordsOf(stage.slice(4)), ...(index === stages.length - 1 ? more : [])],
          {
            ...options,
            input: input ?? "",
          },
        );
        input = result.data;
        if (result.code !== 0) throw new Error(`${filled}: ${result.stdout}${result.stderr}`);
      } else {
        input = spawnSync("sh", ["-c", stage], { cwd: this.cwd }).stdout;
      }
    }
    if (result === null) throw new Error(`no command of pct: ${command}`);
    if (target !== undefined) writeFileSync(join(this.cwd, target), result.data);
    return result;
  }

  /** Types an advised command into bash, which finds the built program. Throws unless it succeeds. */
  shell(command: string, env: Readonly<Record<string, string>> = {}, more = ""): string {
    this.#advised = this.#advised.filter((advised) => advised !== command);
    const programs = join(this.cwd, "bin");
    if (!existsSync(programs)) {
      mkdirSync(programs);
      symlinkSync(PCT, join(programs, "pct"));
    }
    const PATH = [programs, this.cwd, dirname(process.execPath), process.env.PATH].join(delimiter);
    return output("bash", ["-c", `${command}\n${more}`], {
      cwd: this.cwd,
      env: { ...environment(), ...this.env, PCT_LANG: this.language, HOME: this.cwd, ...env, PATH },
    }).toString();
  }

  /** The commands that were read and not typed. */
  get untried(): readonly string[] {
    return this.#advised;
  }

  leave(): void {
    rmSync(this.cwd, { recursive: true, force: true });
  }

  /** The words of a command line, as a shell reads them. */
  #wordsOf(line: string): string[] {
    if (/^[\w ./:=-]+$/.test(line)) return line.split(" ");
    const { stdout } = spawnSync("sh", ["-c", `printf '%s\\0' ${line}`], {
      encoding: "utf8",
      env: { HOME: this.cwd },
    });
    return stdout.split("\0").slice(0, -1);
  }
}
