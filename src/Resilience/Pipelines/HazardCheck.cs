using Resilience.Timing;

namespace Resilience.Pipelines;

/// <summary>Finds hazards in the order of strategies. It knows what strategies tell about themselves, and none by name.</summary>
internal static class HazardCheck
{
    public static IReadOnlyList<PipelineHazard> Find(IReadOnlyList<ResilienceStrategy> outermostFirst)
    {
        var hazards = new List<PipelineHazard>();
        for (int outer = 0; outer < outermostFirst.Count; outer++)
        {
            ResilienceStrategy strategy = outermostFirst[outer];
            ResilienceStrategy[] inside = [.. outermostFirst.Skip(outer + 1)];
            if (strategy.Facts.MaxAttempts > 1)
                hazards.AddRange(OfRepetition(strategy, inside));
            if (strategy.Facts.TimeLimit is { } limit)
                hazards.AddRange(OfTimeLimit(strategy, limit, inside));
            if (strategy.Facts.LimitsConcurrency)
                hazards.AddRange(OfPermit(strategy, inside));
        }

        return hazards;
    }

    private static IEnumerable<PipelineHazard> OfRepetition(ResilienceStrategy strategy, ResilienceStrategy[] inside)
    {
        // One that may be followed by another while it hangs needs no limit of its own.
        if (!strategy.Facts.Overlaps && !inside.Any(static inner => inner.Facts.TimeLimit is not null || inner.Facts.TimeLimitVaries))
        {
            yield return new(
                HazardCodes.RetryWithoutAttemptTimeout,
                $"'{strategy.Name}' makes {Attempts(strategy.Facts.MaxAttempts)}, and one that hangs is never followed by another. "
                + "Add a timeout inside it.");
        }

        foreach (ResilienceStrategy inner in inside)
        {
            if (inner.Facts.TimeLimit is { } limit && limit <= strategy.Facts.OverlapDelay)
            {
                yield return new(
                    HazardCodes.HedgingDelayNotShorter,
                    $"'{inner.Name}' ends every attempt after {DurationText.Format(limit)}, but '{strategy.Name}' around it starts another "
                    + $"only after {DurationText.Format(strategy.Facts.OverlapDelay.Value)}. Shorten the delay or lengthen the limit.");
            }

            if (inner.Facts.ReplacesFailures)
            {
                yield return new(
                    HazardCodes.FallbackInsideRetry,
                    $"'{inner.Name}' answers failures with a value before '{strategy.Name}' sees them. Put it outside.");
            }

            if (inner.Facts.MaxAttempts > 1)
            {
                yield return new(
                    HazardCodes.RetriesMultiply,
                    $"'{strategy.Name}' around '{inner.Name}' makes "
                    + $"{Attempts((long)strategy.Facts.MaxAttempts * inner.Facts.MaxAttempts)}. Keep one of them.");
            }
        }
    }

    private static IEnumerable<PipelineHazard> OfTimeLimit(ResilienceStrategy strategy, TimeSpan limit, ResilienceStrategy[] inside)
    {
        foreach (ResilienceStrategy inner in inside)
        {
            if (inner.Facts.TimeLimit >= limit)
            {
                yield return new(
                    HazardCodes.InnerTimeoutNotShorter,
                    $"'{inner.Name}' allows {DurationText.Format(inner.Facts.TimeLimit.Value)}, but '{strategy.Name}' around it only "
                    + $"{DurationText.Format(limit)}. Shorten the inner one or lengthen the outer one.");
            }

            if (inner.Facts.OverlapDelay >= limit)
            {
                yield return new(
                    HazardCodes.HedgingDelayNotShorter,
                    $"'{inner.Name}' starts another attempt after {DurationText.Format(inner.Facts.OverlapDelay.Value)}, but "
                    + $"'{strategy.Name}' around it allows {DurationText.Format(limit)} in all. Shorten the delay or allow more time.");
            }
            else if (inner.Facts.LongestDelays >= limit)
            {
                yield return new(
                    HazardCodes.DelaysExceedDeadline,
                    $"'{inner.Name}' waits up to {DurationText.Format(inner.Facts.LongestDelays)} between its attempts, but "
                    + $"'{strategy.Name}' around it allows {DurationText.Format(limit)} in all. "
                    + "Make fewer attempts, shorten the delays, or allow more time.");
            }
        }
    }

    private static IEnumerable<PipelineHazard> OfPermit(ResilienceStrategy strategy, ResilienceStrategy[] inside)
    {
        foreach (ResilienceStrategy inner in inside)
        {
            if (inner.Facts.Overlaps)
            {
                yield return new(
                    HazardCodes.PermitAroundAttempts,
                    $"'{strategy.Name}' counts all attempts that '{inner.Name}' runs at once as one. Put it inside.");
            }
            else if (inner.Facts.LongestDelays > TimeSpan.Zero)
            {
                yield return new(
                    HazardCodes.PermitAroundAttempts,
                    $"'{strategy.Name}' keeps its permit while '{inner.Name}' waits up to "
                    + $"{DurationText.Format(inner.Facts.LongestDelays)} between its attempts. Put it inside.");
            }
        }
    }

    private static string Attempts(long most) => most >= int.MaxValue ? "attempts without end" : $"up to {most} attempts";
}
