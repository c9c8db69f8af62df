namespace Resilience.Tests.Orchestration;

/// <summary>What the model knows of a stage that is done.</summary>
internal sealed record ModelStage(StageStatus Status, string Context, int EndedAt);
