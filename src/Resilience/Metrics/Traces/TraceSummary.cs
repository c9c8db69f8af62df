using Resilience.Telemetry;

namespace Resilience.Metrics.Traces;

/// <summary>A trace as text for people.</summary>
internal static class TraceSummary
{
    private const int Width = 32;

    public static void Write(TextWriter writer, RunTrace trace)
    {
        TraceAggregates sums = trace.Aggregates;
        string run = $"Run {Shown(trace.RunId)} of {Shown(trace.Pipeline)}";
        writer.WriteLine(Line($"{run}: {Shown(trace.Status)} after {trace.DurationMs:0.#} ms"));
        writer.WriteLine(Line($"  {sums.StagesCompleted} of {sums.StagesTotal} stages done, {sums.StagesFailed} failed"));
        if (trace.Failure is { } failure)
            writer.WriteLine(Line($"  ended by {Shown(failure.StageName)}: {Shown(failure.Code)}"));
        foreach (TraceStage stage in trace.Stages)
            Write(writer, stage, "  ");
        writer.WriteLine(
            "  alerts: " + string.Join(", ", sums.AlertsByLevel.Select(static level => Line($"{level.Value} {Shown(level.Key)}"))));
        foreach ((string severity, TraceTally tally) in trace.MitigationStats.BySeverity)
            writer.WriteLine(Line($"  mitigations of {Shown(severity)}: {tally.Success} of {tally.Total} helped"));
    }

    private static void Write(TextWriter writer, TraceStage stage, string indent)
    {
        string circuit = stage.CircuitState is null ? "" : $" circuit {Shown(stage.CircuitState)}";
        string failure = stage.Failure is null ? "" : $" {Shown(stage.Failure.Code)}";
        writer.Write(Line($"{indent}{Shown(stage.StageName),-Width} {Shown(stage.Status),-10} {stage.DurationMs,11:0.#} ms"));
        writer.WriteLine(circuit + failure);
        foreach (TraceStage branch in stage.Branches)
            Write(writer, branch, indent + "  ");
    }

    private static string Shown(string text) => VisibleText.Of(text.ReplaceLineEndings(" "), 80);

    private static string Line(FormattableString text) => FormattableString.Invariant(text);
}
