using Resilience.Metrics.Alerts;
using Resilience.Telemetry;

namespace Resilience.Metrics;

/// <summary>Metrics of a pipeline as text for people.</summary>
internal static class MetricsSummary
{
    public static void Write(TextWriter writer, PipelineMetrics pipeline)
    {
        writer.WriteLine(Line($"Pipeline {Shown(pipeline.Pipeline)}: {pipeline.Started} started, {pipeline.Completed} completed"));
        writer.WriteLine(Line($"  {"stage",-32} {"ok",8} {"failed",8} {"rate",7} {"average",11} {"p95",11} {"longest",11}"));
        foreach (StageMetrics stage in pipeline.Stages)
        {
            DurationSummary times = stage.Times;
            string rate = stage.Successes + stage.Failures == 0 ? "–" : Line($"{stage.SuccessRate:P0}");
            writer.Write(Line($"  {Shown(stage.Stage),-32} {stage.Successes,8} {stage.Failures,8} {rate,7} "));
            writer.WriteLine(Line($"{Ms(times.Average),11} {Ms(times.Percentile95),11} {Ms(times.Longest),11}"));
        }

        if (pipeline.Alerts.Count > 0)
        {
            writer.WriteLine("  alerts: " + string.Join(", ", pipeline.Alerts.OrderBy(static level => level.Key)
                .Select(static level => Line($"{level.Value} {AlertWords.Of(level.Key)}"))));
        }

        if (pipeline.Mitigations.Total > 0)
            writer.WriteLine(Line($"  mitigations: {pipeline.Mitigations.Succeeded} of {pipeline.Mitigations.Total} helped"));
        foreach ((RiskCategory category, MitigationCounts counts) in pipeline.MitigationsByCategory.OrderBy(static known => known.Key))
            writer.WriteLine(Line($"  mitigations of {RiskLabels.WordOf(category)}: {counts.Succeeded} of {counts.Total} helped"));
    }

    private static string Shown(string name) => VisibleText.Of(name.ReplaceLineEndings(" "), 64);

    private static string Ms(TimeSpan time) => Line($"{time.TotalMilliseconds:0.#} ms");

    private static string Line(FormattableString text) => FormattableString.Invariant(text);
}
