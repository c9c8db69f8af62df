namespace Resilience.Pipelines.Races;

/// <summary>What a race does next.</summary>
internal enum RaceStep
{
    /// <summary>Wait for whatever comes first.</summary>
    Wait,

    /// <summary>Start another attempt.</summary>
    Start,

    /// <summary>End with the attempt that has ended now.</summary>
    EndWithThis,

    /// <summary>End with the first attempt: none did better.</summary>
    EndWithFirst,
}
