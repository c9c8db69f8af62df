namespace Resilience.Metrics.Histories;

/// <summary>How thresholds are proposed.</summary>
internal static class ThresholdRules
{
    private const int FewRuns = 20;
    private const int FewForPercentile99 = 100;
    private const int FailuresThatMeanSomething = 5;
    private const double Chance = 0.001;

    public static ThresholdProposal Propose(StageHistory stage, StageObjective objective)
    {
        double usual = Math.Max(stage.Failures.High, 1e-6);
        double ratio = Math.Round(Math.Clamp(2 * Math.Max(usual, 1 - objective.SuccessRate), 0.1, 0.9), 3);
        TimeSpan? timeout = Shorter(stage.Quantile(0.99) * objective.Margin, objective.Duration);
        return new()
        {
            Basis = stage,
            Timeout = timeout,
            SlowCallThreshold = Shorter(stage.Quantile(0.95) * objective.Margin, timeout),
            FailureRatio = ratio,
            MinimumCalls = (int)Math.Ceiling(FailuresThatMeanSomething / ratio),
            ConsecutiveFailures = usual >= 1 ? 20 : (int)Math.Clamp(Math.Ceiling(Math.Log(Chance) / Math.Log(usual)), 3, 20),
            Reservations = [.. Reservations(stage, objective)],
        };
    }

    private static IEnumerable<string> Reservations(StageHistory stage, StageObjective objective)
    {
        if (stage.Failures.Total < FewRuns)
            yield return FormattableString.Invariant($"There are only {stage.Failures.Total} runs: the interval is wide.");
        if (stage.DurationCount is > 0 and < FewForPercentile99)
            yield return FormattableString.Invariant($"Of {stage.DurationCount} durations, the 99th percentile is the longest.");
        if (stage.Failures.Low > 1 - objective.SuccessRate)
            yield return $"The objective is missed: it fails in {stage.Failures} of runs. No threshold mends that.";
        if (stage.Quantile(0.99) > objective.Duration)
            yield return "More than one in a hundred took longer than the objective allows: the timeout would end them.";
    }

    private static TimeSpan? Shorter(TimeSpan? time, TimeSpan? limit) => time > limit ? limit : time;
}
