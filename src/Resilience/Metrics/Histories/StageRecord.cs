using Resilience.Metrics.Traces;

namespace Resilience.Metrics.Histories;

/// <summary>Collects what traces say of one stage.</summary>
internal sealed class StageRecord
{
    private const int MostDurations = 10_000;
    private const int MostCodes = 100;
    private const int ShownCodes = 10;

    private readonly List<TimeSpan> _durations = [];
    private readonly Dictionary<string, long> _codes = new(StringComparer.Ordinal);
    private long _successes;
    private long _mitigated;
    private long _failures;

    public void Add(TraceStage stage)
    {
        switch (stage.Status)
        {
            case "completed" or "mitigated" or "degraded":
                _successes++;
                _mitigated += stage.Status == "mitigated" ? 1 : 0;
                if (_durations.Count < MostDurations && stage.DurationMs is >= 0 and < 1e12)
                    _durations.Add(TimeSpan.FromMilliseconds(stage.DurationMs));
                break;
            case "failed" or "aborted" when stage.Failure?.RejectedBy is null:
                _failures++;
                string code = stage.Failure?.Code ?? ErrorCodes.Unknown;
                if (_codes.ContainsKey(code) || _codes.Count < MostCodes)
                    _codes[code] = _codes.GetValueOrDefault(code) + 1;
                break;
        }
    }

    public StageHistory ToHistory(string pipeline, string stage)
    {
        long total = _successes + _failures;
        return new(pipeline, stage, [.. _durations.Order()])
        {
            Failures = new(_failures, total),
            Troubles = new(_failures + _mitigated, total),
            FailureCodes = [.. _codes.OrderByDescending(static code => code.Value).ThenBy(static code => code.Key).Take(ShownCodes)],
        };
    }
}
