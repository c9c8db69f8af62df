using System.Collections.Concurrent;
using Resilience.Pipelines;

namespace Resilience.Faults;

/// <summary>A strategy whose every step may go wrong; it also keeps the frames that it met, to ask for them afterwards.</summary>
internal sealed class FaultyStrategy(FaultInjector injector, Site site, ConcurrentBag<ExecutionFrame> frames)
    : ResilienceStrategy("faulty", StrategySteps.Enter | StrategySteps.Leave)
{
    public override string ToString() => Name;

    protected internal override EntryVerdict Enter(ExecutionFrame frame)
    {
        frames.Add(frame);
        injector.At(Site.StrategyEnter);
        return site == Site.StrategyEnterAsync ? EntryVerdict.Wait : EntryVerdict.Proceed;
    }

    protected internal override async ValueTask<EntryVerdict> EnterAsync(ExecutionFrame frame)
    {
        await injector.AtAsync(Site.StrategyEnterAsync);
        return EntryVerdict.Proceed;
    }

    protected internal override void Success(ExecutionFrame frame) => injector.At(Site.StrategySuccess);

    protected internal override void Cancelled(ExecutionFrame frame) => injector.At(Site.StrategyCancelled);

    protected internal override FailureVerdict Failure(ExecutionFrame frame, in FailedAttempt failure)
    {
        injector.At(Site.StrategyFailure);
        return site switch
        {
            Site.StrategyReplace => FailureVerdict.Replace,
            Site.StrategyFailureAsync => FailureVerdict.Wait,
            _ => FailureVerdict.Propagate,
        };
    }

    protected internal override async ValueTask<FailureVerdict> FailureAsync(ExecutionFrame frame, FailedAttempt failure)
    {
        await injector.AtAsync(Site.StrategyFailureAsync);
        return FailureVerdict.Propagate;
    }

    protected internal override async ValueTask<Outcome<T>> ReplaceAsync<T>(ExecutionFrame frame, FailedAttempt failure, Outcome<T> outcome)
    {
        await injector.AtAsync(Site.StrategyReplace);
        return typeof(T) == typeof(Payload) ? Outcome.Success((T)(object)new Payload(isBad: false)) : outcome;
    }
}
