namespace Resilience;

/// <summary>Options of injected behavior: an action of your own before the callback.</summary>
public sealed class ChaosBehaviorOptions : ChaosOptions
{
    /// <summary>Creates options with their defaults.</summary>
    public ChaosBehaviorOptions()
        : base("chaos behavior")
    {
    }

    /// <summary>
    /// What is done before the callback; required. Its token is cancelled by the caller and by deadlines outside of the strategy. An
    /// exception thrown here is the attempt's failure, and the callback does not start.
    /// </summary>
    public Func<ChaosArguments, CancellationToken, ValueTask>? Behavior { get; set; }
}
