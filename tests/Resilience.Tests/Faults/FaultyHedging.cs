using System.Collections.Concurrent;
using Resilience.Pipelines;

namespace Resilience.Faults;

/// <summary>Hedging whose delegates may go wrong: the first attempt fails, and the second does well.</summary>
internal static class FaultyHedging
{
    public static bool Has(Site site) => site
        is Site.HedgingHandle or Site.HedgingHandleResult or Site.HedgingDelayGenerator
        or Site.HedgingActionGenerator or Site.HedgingAction or Site.OnHedging;

    /// <summary>Adds it, and what collects the frames of its attempts.</summary>
    public static void Add(ResiliencePipelineBuilder<Payload> builder, FaultInjector injector, ConcurrentBag<ExecutionFrame> frames)
    {
        builder.AddHedging(new()
        {
            Delay = HedgingDelay.Infinite,
            DelayGenerator = injector.Site == Site.HedgingDelayGenerator
                ? _ => Passes(Site.HedgingDelayGenerator) ? Timeout.InfiniteTimeSpan : TimeSpan.Zero
                : null,
            Handle = FailureFilter.When(failure => Passes(Site.HedgingHandle) && FailureFilter.Transient.Matches(failure)),
            HandleResult = payload => Passes(Site.HedgingHandleResult) && payload.IsBad,
            ActionGenerator = arguments => Passes(Site.HedgingActionGenerator)
                ? async token =>
                {
                    await injector.AtAsync(Site.HedgingAction);
                    return await arguments.CallAsync(token);
                }
            : null,
            OnHedging = _ => injector.AtAsync(Site.OnHedging),
        });
        builder.AddStrategy(() => new FrameCollector(frames));

        bool Passes(Site where)
        {
            injector.At(where);
            return true;
        }
    }

    private sealed class FrameCollector(ConcurrentBag<ExecutionFrame> frames) : ResilienceStrategy("collector", StrategySteps.Enter)
    {
        public override string ToString() => Name;

        protected internal override EntryVerdict Enter(ExecutionFrame frame)
        {
            frames.Add(frame);
            return EntryVerdict.Proceed;
        }
    }
}
