namespace Resilience;

/// <summary>What an open circuit of a later stage means for those before it.</summary>
public enum Backpressure : byte
{
    /// <summary>Nothing: each stage meets its own circuit when its turn has come.</summary>
    None,

    /// <summary>Before each stage, the run is interrupted if the circuit of this or a later stage lets nothing through.</summary>
    FailFast,

    /// <summary>Before each stage, the run waits until the circuits of this and all later stages let calls through.</summary>
    Wait,
}
