namespace Resilience;

/// <summary>
/// Options of injected outcomes. Either <see cref="Outcomes"/> or <see cref="OutcomeGenerator"/> must say what to inject.
/// </summary>
/// <typeparam name="T">The type of the results.</typeparam>
public sealed class ChaosOutcomeOptions<T> : ChaosOptions
{
    /// <summary>Creates options with their defaults.</summary>
    public ChaosOutcomeOptions()
        : base("chaos outcome")
    {
    }

    /// <summary>
    /// The outcomes to choose from, by weight. A result is judged as the callback's would be, and disposed of if somebody discards it: make
    /// a new one each time.
    /// </summary>
    public IList<ChaosChoice<Outcome<T>>> Outcomes { get; } = [];

    /// <summary>
    /// Makes the outcome call by call; null injects none. An exception thrown here ends the attempt as its failure. By default
    /// <see cref="Outcomes"/> are chosen from.
    /// </summary>
    public Func<ChaosArguments, Outcome<T>?>? OutcomeGenerator { get; set; }
}
