namespace Resilience.Faults;

/// <summary>Chaos whose delegates may go wrong, and which does no harm otherwise.</summary>
internal static class FaultyChaos
{
    private const string Environment = "Test";

    /// <summary>Adds the kind of chaos that calls a site; none for sites of others.</summary>
    public static void Add(ResiliencePipelineBuilder<Payload> builder, Site site, FaultInjector injector)
    {
        switch (site)
        {
            case Site.ChaosEnabledGenerator or Site.ChaosRateGenerator or Site.ChaosRandomizer or Site.ChaosFaultGenerator:
                builder.AddChaosFault(new()
                {
                    EnvironmentName = Environment,
                    EnabledGenerator = _ => Passes(Site.ChaosEnabledGenerator),
                    RateGenerator = _ => Passes(Site.ChaosRateGenerator) ? 1 : 0,
                    Randomizer = () => Passes(Site.ChaosRandomizer) ? 0 : 1,
                    FaultGenerator = _ => Passes(Site.ChaosFaultGenerator) ? null : new IOException(),
                });
                break;
            case Site.ChaosChoice:
                builder.AddChaosFault(new()
                {
                    EnvironmentName = Environment,
                    Rate = 1,
                    Faults = { new(() => Passes(Site.ChaosChoice) ? null : new IOException()) },
                });
                break;
            case Site.ChaosLatencyGenerator:
                builder.AddChaosLatency(new()
                {
                    EnvironmentName = Environment,
                    Rate = 1,
                    LatencyGenerator = _ => Passes(Site.ChaosLatencyGenerator) ? TimeSpan.Zero : TimeSpan.MaxValue,
                });
                break;
            case Site.ChaosOutcomeGenerator:
                builder.AddChaosOutcome(new()
                {
                    EnvironmentName = Environment,
                    Rate = 1,
                    OutcomeGenerator = _ => Passes(Site.ChaosOutcomeGenerator) ? null : Outcome.Failure<Payload>(new IOException()),
                });
                break;
            case Site.ChaosBehavior or Site.OnChaosInjected:
                builder.AddChaosBehavior(new()
                {
                    EnvironmentName = Environment,
                    Rate = 1,
                    Behavior = (_, _) => injector.AtAsync(Site.ChaosBehavior),
                    OnInjected = _ => injector.AtAsync(Site.OnChaosInjected),
                });
                break;
        }

        bool Passes(Site where)
        {
            injector.At(where);
            return true;
        }
    }
}
