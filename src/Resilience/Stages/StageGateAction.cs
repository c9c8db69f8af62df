namespace Resilience.Stages;

/// <summary>What a gate has decided.</summary>
public enum StageGateAction : byte
{
    /// <summary>The stage begins.</summary>
    Proceed,

    /// <summary>The stage begins in its degraded variant, or, if it has none, knowing that it should do less.</summary>
    Degrade,

    /// <summary>The stage is left out.</summary>
    Skip,

    /// <summary>The gate is asked again later.</summary>
    Wait,

    /// <summary>The run is interrupted before the stage.</summary>
    Refuse,
}
