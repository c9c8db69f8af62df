using Resilience.Pipelines;

namespace Resilience.Hedging;

/// <summary>What hedging tells about itself, whether it hedges or is in shadow mode.</summary>
internal static class HedgingText
{
    public static string Describe(HedgingOptionsBase options)
    {
        string delay = options.DelayGenerator is null ? options.Delay.ToString() : "delays generated";
        string handled = options.HedgeRejections ? $"{options.Handle} or rejection" : options.Handle.ToString();
        string budget = options.Budget is null ? "" : $", budget {options.Budget}";
        return $"{options.Name} ({options.MaxAttempts} attempts, {delay}, on {handled}{budget})";
    }

    public static StrategyFacts FactsOf(HedgingOptionsBase options)
    {
        TimeSpan? delay = options.DelayGenerator is null ? options.Delay.Fixed : null;
        bool overlaps = options.MaxAttempts > 1 && delay != Timeout.InfiniteTimeSpan;
        return new()
        {
            MaxAttempts = options.MaxAttempts,
            Overlaps = overlaps,
            OverlapDelay = overlaps ? delay : null,
            LongestDelays = overlaps && delay is { } each ? each * (options.MaxAttempts - 1) : TimeSpan.Zero,
        };
    }
}
