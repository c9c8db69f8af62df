namespace Resilience;

/// <summary>When the record of a stage is durable.</summary>
public enum CheckpointDurability : byte
{
    /// <summary>Before the next stage begins. After a crash at most the stage that was running runs again.</summary>
    BeforeNextStage,

    /// <summary>
    /// While the next stages run. After a crash the stages whose records were not written yet run again, at most as many as the writer
    /// lets wait.
    /// </summary>
    Background,

    /// <summary>When the run ends or pauses. After a crash the whole run begins again, or from where it was resumed last.</summary>
    AtRunEnd,
}
