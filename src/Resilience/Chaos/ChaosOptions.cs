namespace Resilience;

/// <summary>The options that all kinds of chaos have in common.</summary>
public abstract class ChaosOptions
{
    private protected ChaosOptions(string name) => Name = name;

    /// <summary>The name in messages, events and metrics. The default is "chaos" and the kind, such as "chaos fault".</summary>
    public string Name { get; set; }

    /// <summary>The share of attempts that are hit: from 0 to 1. The default is 0.01.</summary>
    public double Rate { get; set; } = 0.01;

    /// <summary>
    /// Decides the share call by call, instead of <see cref="Rate"/>; what it returns is cut to 0 to 1. An exception thrown here ends the
    /// attempt as its failure. By default the rate is fixed.
    /// </summary>
    public Func<ChaosArguments, double>? RateGenerator { get; set; }

    /// <summary>Whether anything is injected. The default is true.</summary>
    public bool Enabled { get; set; } = true;

    /// <summary>
    /// Decides call by call, instead of <see cref="Enabled"/>: for one tenant, say, or one operation. An exception thrown here ends the
    /// attempt as its failure. By default it is decided once.
    /// </summary>
    public Func<ChaosArguments, bool>? EnabledGenerator { get; set; }

    /// <summary>
    /// Makes decisions repeatable: with the same seed, the n-th attempt that is asked about gets the same decision in every pipeline that
    /// is built, on every machine. Which of several calls that run at once is the n-th is up to their threads; how many of the first n are
    /// hit is not. By default decisions are random.
    /// </summary>
    public int? Seed { get; set; }

    /// <summary>
    /// Returns numbers from 0 (included) to 1 to decide by, instead of <see cref="Seed"/>; must be thread-safe. By default
    /// <see cref="Random.Shared"/> does.
    /// </summary>
    public Func<double>? Randomizer { get; set; }

    /// <summary>Turns this on and off at run time, with everything else that shares the switch. By default there is none.</summary>
    public ChaosSwitch? Switch { get; set; }

    /// <summary>
    /// Whether to inject even in production. The default is false: there <c>Build</c> refuses chaos that could inject anything.
    /// </summary>
    public bool AllowInProduction { get; set; }

    /// <summary>
    /// The environment for which the pipeline is built. By default it is read from the variable DOTNET_ENVIRONMENT, or else
    /// ASPNETCORE_ENVIRONMENT, when the pipeline is built; if neither is set it is Production, as everywhere in .NET.
    /// </summary>
    public string? EnvironmentName { get; set; }

    /// <summary>
    /// Told before something is injected. It is awaited, within the deadline outside of the strategy; an exception thrown here is reported
    /// and goes no further.
    /// </summary>
    public Func<ChaosInjectedArguments, ValueTask>? OnInjected { get; set; }
}
