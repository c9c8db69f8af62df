using Resilience.Statistics;

namespace Resilience.Metrics.Alerts;

/// <summary>Watches the shares of one pipeline.</summary>
internal sealed class PipelineWatch
{
    private const int Buckets = 12;
    private const int Calls = 0;
    private const int Failures = 1;
    private const int Refusals = 2;

    private readonly Lock _gate = new();
    private readonly string _pipeline;
    private readonly PipelineRules _rules;
    private readonly RollingWindow _window;
    private readonly Trouble _failing;
    private readonly Trouble _saturated;

    public PipelineWatch(string pipeline, PipelineRules rules)
    {
        _pipeline = pipeline;
        _rules = rules;
        _window = new(rules.Clock.GetTimestamp(), Math.Max(1, rules.Window / Buckets), Buckets, series: 3);
        _failing = new(rules.For);
        _saturated = new(rules.For);
    }

    public void Ended(bool failed, AlertCenter center)
    {
        long now = _rules.Clock.GetTimestamp();
        bool? failing, saturated;
        double failures, refusals;
        lock (_gate)
        {
            _window.Add(now, 1, Calls);
            _window.Add(now, failed ? 1 : 0, Failures);
            (failing, failures) = Look_NeedsLock(now);
            (saturated, refusals) = LookForSaturation_NeedsLock(now);
        }

        TellFailing(center, failing, failures);
        TellSaturated(center, saturated, refusals);
    }

    public void Refused(AlertCenter center)
    {
        long now = _rules.Clock.GetTimestamp();
        bool? saturated;
        double refusals;
        lock (_gate)
        {
            _window.Add(now, 1, Refusals);
            (saturated, refusals) = LookForSaturation_NeedsLock(now);
        }

        TellSaturated(center, saturated, refusals);
    }

    private (bool? Change, double Ratio) Look_NeedsLock(long now)
    {
        double ratio = _window.Rate(now, Failures, Calls);
        return (_failing.Look(_window.Sum(now, Calls) >= _rules.MinimumCalls && ratio >= _rules.FailureRatio, now), ratio);
    }

    private (bool? Change, double Ratio) LookForSaturation_NeedsLock(long now)
    {
        long refused = _window.Sum(now, Refusals);
        long all = refused + _window.Sum(now, Calls);
        double ratio = all == 0 ? 0 : (double)refused / all;
        return (_saturated.Look(all >= _rules.MinimumCalls && ratio >= _rules.SaturationRatio, now), ratio);
    }

    private void TellFailing(AlertCenter center, bool? change, double ratio) => Tell(
        center, change, $"failures:{_pipeline}", _rules.FailureLevel, FormattableString.Invariant($"{ratio:P0} of its calls failed"));

    private void TellSaturated(AlertCenter center, bool? change, double ratio) => Tell(
        center,
        change,
        $"saturation:{_pipeline}",
        _rules.SaturationLevel,
        FormattableString.Invariant($"{ratio:P0} of its calls were refused"));

    private void Tell(AlertCenter center, bool? change, string key, AlertLevel level, string what)
    {
        string message = $"Pipeline '{_pipeline}': {what}";
        if (change == false)
        {
            center.Resolve(key, message);
        }
        else if (change == true)
        {
            center.Raise(new()
            {
                Key = key,
                Level = level,
                Message = message,
                Timestamp = _rules.Clock.GetUtcNow(),
                Pipeline = _pipeline,
            });
        }
    }
}
