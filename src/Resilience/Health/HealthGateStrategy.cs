using Resilience.Pipelines;
using Resilience.Timing;

namespace Resilience.Health;

/// <summary>A gate's place in a pipeline: enters, and nothing else.</summary>
internal sealed class HealthGateStrategy(IHealthSource source, HealthGateOptions options, bool inShadow)
    : ResilienceStrategy(options.Name, StrategySteps.Enter)
{
    private readonly Rejection _rejection = new(RejectionReason.DependencyUnhealthy, options.Name);

    public override string ToString() =>
        $"{options.Name} ({options.Action switch
        {
            HealthGateAction.Degrade => "marks",
            HealthGateAction.Wait => $"waits {DurationText.Format(options.MaxWait)}",
            _ => "refuses",
        }} when {HealthWords.Of(options.Threshold)})";

    protected internal override EntryVerdict Enter(ExecutionFrame frame) =>
        source.State < options.Threshold ? EntryVerdict.Proceed : EnterSlowly(frame);

    protected internal override async ValueTask<EntryVerdict> EnterAsync(ExecutionFrame frame)
    {
        long began = frame.TimeProvider.GetTimestamp();
        CancellationToken caller = frame.CallerToken;
        while (source.State >= options.Threshold)
        {
            TimeSpan left = options.MaxWait - frame.TimeProvider.GetElapsedTime(began);
            if (frame.Remaining(this) is { } remaining && remaining < left)
                left = remaining;
            if (left <= TimeSpan.Zero)
                return Refuse(frame);
            TimeSpan pause = left < options.PollInterval ? left : options.PollInterval;
            await Task.Delay(pause, frame.TimeProvider, caller).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (caller.IsCancellationRequested)
            {
                frame.Fail(new OperationCanceledException(caller));
                return EntryVerdict.Stop;
            }
        }

        return EntryVerdict.Proceed;
    }

    private EntryVerdict EnterSlowly(ExecutionFrame frame)
    {
        if (inShadow)
        {
            frame.WouldHave(this, _rejection.Code);
            return EntryVerdict.Proceed;
        }

        if (options.Action == HealthGateAction.Wait)
            return EntryVerdict.Wait;
        if (options.Action == HealthGateAction.Refuse)
            return Refuse(frame);
        frame.Context.Set(HealthGate.Degraded, source.State);
        return EntryVerdict.Proceed;
    }

    private EntryVerdict Refuse(ExecutionFrame frame)
    {
        frame.Reject(_rejection);
        return EntryVerdict.Stop;
    }
}
