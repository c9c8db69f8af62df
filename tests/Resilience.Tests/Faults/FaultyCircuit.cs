namespace Resilience.Faults;

/// <summary>
/// A circuit whose delegates may go wrong. In shadow mode, so that one that opens at the first failure lets the second attempt through; and
/// on its ramp, so that calls throw dice.
/// </summary>
internal static class FaultyCircuit
{
    /// <summary>Adds a circuit for the sites that are a circuit's; none for sites of others.</summary>
    public static void Add(ResiliencePipelineBuilder<Payload> builder, Site site, FaultInjector injector)
    {
        if (site is < Site.CircuitHandle or > Site.CircuitRandomizer)
            return;
        var breaker = new CircuitBreaker(
            new()
            {
                FailureRatio = null,
                ConsecutiveFailures = 1,
                ShadowMode = true,
                RampDuration = TimeSpan.FromHours(1),
                Handle = FailureFilter.When(_ => Passes(Site.CircuitHandle)),
                BreakDurationGenerator = _ => Passes(Site.BreakDurationGenerator) ? TimeSpan.FromSeconds(1) : null,
                OnTransition = _ => Passes(Site.OnTransition) ? default : ValueTask.CompletedTask,
                Randomizer = () => Passes(Site.CircuitRandomizer) ? 0 : 1,
            },
            builder.TimeProvider);
        breaker.Subscribe(_ => Passes(Site.CircuitSubscriber));
        builder.AddCircuitBreaker(breaker, payload => Passes(Site.CircuitHandleResult) && payload.IsBad);
        if (site == Site.CircuitRandomizer)
            Ramp(breaker);

        bool Passes(Site where)
        {
            injector.At(where);
            return true;
        }
    }

    private static void Ramp(CircuitBreaker breaker)
    {
        breaker.Trip(TimeSpan.Zero);
        breaker.TryEnter(out CircuitPermit probe).Should().BeTrue();
        probe.Succeed();
    }
}
