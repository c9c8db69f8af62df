using DocumentPipeline.Model;
using DocumentPipeline.Output;
using DocumentPipeline.Running;
using Resilience;

namespace DocumentPipeline.Commands;

/// <summary>Shows how a run ended.</summary>
internal static class RunEnding
{
    /// <summary>The table of the stages, what was found, and where everything lies.</summary>
    public static void Show(
        Screen screen, RunResult<DocumentContext> run, IReadOnlyList<StageRow> rows, OutputFolder output)
    {
        string id = run.RunId;
        if (run.IsRecorded)
        {
            screen.Line("This run has finished before, and nothing was done. What was recorded then:", Tone.Warning);
        }

        screen.Line();
        foreach (string line in StageTable.Lines(rows))
        {
            screen.Line(line);
        }

        screen.Line();
        string status = run.Status.ToString();
        screen.Line($"{status} in {Durations.ToText(run.Report.Duration)}.", run.IsCompleted ? Tone.Good : Tone.Bad);
        if (run.IsCompleted)
        {
            screen.Line(Summary.Of(run.Context));
            screen.Line();
            screen.Line($"report       {run.Context.Report?.Path}");
            screen.Line($"             {run.Context.Report?.HtmlPath}");
        }
        else
        {
            screen.Line();
        }

        screen.Line($"checkpoints  {output.Checkpoints}");
        screen.Line($"head         {run.Hash}", Tone.Quiet);
        if (Hint(run) is { } hint)
        {
            screen.Line(hint, Tone.Quiet);
        }

        string? Hint(RunResult<DocumentContext> run) => run switch
        {
            { IsCompleted: true, IsRecorded: true } => $"To do it anew: the same with --fresh, or with another --run than {id}",
            { IsCompleted: true } => null,
            { Status: RunResultStatus.Interrupted } => "The same command goes on where the run stands.",
            _ => $"To open it again at the stage that was not done: --run {id} --resume; to begin anew: --fresh",
        };
    }
}
