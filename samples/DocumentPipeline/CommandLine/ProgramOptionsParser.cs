using System.Globalization;
using DocumentPipeline.Faults;
using DocumentPipeline.Stages;
using Resilience;

namespace DocumentPipeline.CommandLine;

/// <summary>Reads the command line.</summary>
internal static class ProgramOptionsParser
{
    private static readonly string[] _options =
    [
        "--run", "--output", "--out", "--resume", "--fresh", "--kill-after", "--inject", "--backup", "--question", "--models",
        "--first-pages", "--attempt-timeout", "--metrics", "--list", "--verify", "--write-sample", "--help",
    ];

    /// <summary>Reads the arguments.</summary>
    /// <exception cref="UsageException">An argument is unknown, incomplete or given twice.</exception>
    public static ProgramOptions Parse(IReadOnlyList<string> arguments)
    {
        var options = new ProgramOptions();
        var faults = new Dictionary<string, Fault>(StringComparer.Ordinal);
        var questions = new List<string>();
        for (int i = 0; i < arguments.Count; i++)
        {
            (string name, string? value) = Split(arguments[i]);
            options = name switch
            {
                "--help" or "-h" or "-?" => options with { Help = true },
                "--run" => options with { RunId = RunName(Value()) },
                "--output" => options with { OutputFolder = Value() },
                "--out" => options with { ReportPath = Value() },
                "--resume" => options with { Resume = true },
                "--fresh" => options with { Fresh = true },
                "--kill-after" => options with { KillAfter = Stage(Value()) },
                "--metrics" => options with { Metrics = true },
                "--list" => options with { List = true },
                "--verify" => options with { VerifyRun = RunName(Value()) },
                "--backup" => options with { BackupPath = Value() },
                "--attempt-timeout" => options with { AttemptTimeout = Milliseconds(Value()) },
                "--models" => options with { ModelFolder = Value() },
                "--first-pages" => options with { FirstPages = Number(name, Value()) },
                "--question" => Ask(Value()),
                "--write-sample" => options with { WriteSamplePath = Value() },
                "--inject" => Inject(Value()),
                _ when name.StartsWith('-') => throw new UsageException(
                    $"unknown option '{name}'; valid options: {string.Join(", ", _options)}"),
                _ when options.DocumentPath is not null => throw new UsageException("only one document can be given"),
                _ => options with { DocumentPath = name },
            };

            string Value() => value ?? (i + 1 < arguments.Count && arguments[i + 1] is { Length: > 0 } next
                ? arguments[++i]
                : throw new UsageException($"{name} needs a value"));
        }

        if (options.Resume && (options.Fresh || options.DocumentPath is not null || questions.Count > 0))
        {
            throw new UsageException("--resume goes on with what was recorded: no document, no --question and no --fresh");
        }

        return options with { Faults = faults, Questions = questions };

        ProgramOptions Inject(string value)
        {
            (string stage, Fault fault) = InjectedFault.Parse(value);
            return faults.TryAdd(stage, fault) ? options : throw new UsageException($"{stage} has two faults; a stage can have one");
        }

        ProgramOptions Ask(string question)
        {
            questions.Add(question);
            return options;
        }
    }

    // "--out=report.md" is the same as "--out report.md".
    private static (string Name, string? Value) Split(string argument)
    {
        int equals = argument.IndexOf('=', StringComparison.Ordinal);
        return argument.StartsWith("--", StringComparison.Ordinal) && equals > 0 && equals < argument.Length - 1
            ? (argument[..equals], argument[(equals + 1)..])
            : (argument, null);
    }

    private static string RunName(string text) => text.Length <= RunKey.LongestName
        ? text
        : throw new UsageException($"the name of a run has at most {RunKey.LongestName} characters");

    private static string Stage(string text) =>
        StageNames.Find(text)
        ?? throw new UsageException($"unknown stage '{text}'; stages: {string.Join(", ", StageNames.All)}");

    private static int Number(string name, string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number > 0
            ? number
            : throw new UsageException($"{name} needs a number above 0, not '{text}'");

    private static TimeSpan Milliseconds(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int milliseconds) && milliseconds > 0
            ? TimeSpan.FromMilliseconds(milliseconds)
            : throw new UsageException($"--attempt-timeout needs a number of milliseconds above 0, not '{text}'");
}
