namespace Resilience;

/// <summary>Options of injected faults. Either <see cref="Faults"/> or <see cref="FaultGenerator"/> must say what to inject.</summary>
public sealed class ChaosFaultOptions : ChaosOptions
{
    /// <summary>Creates options with their defaults.</summary>
    public ChaosFaultOptions()
        : base("chaos fault")
    {
    }

    /// <summary>The exceptions to choose from, by weight.</summary>
    public IList<ChaosChoice<Exception>> Faults { get; } = [];

    /// <summary>
    /// Makes the exception call by call; null injects none. An exception thrown here is a failure of the attempt, too. By default
    /// <see cref="Faults"/> are chosen from.
    /// </summary>
    public Func<ChaosArguments, Exception?>? FaultGenerator { get; set; }
}
