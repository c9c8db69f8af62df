using Resilience.Checkpoints;

namespace Resilience.Tests.Checkpoints;

/// <summary>Records as an orchestrator would append them.</summary>
internal static class Drafts
{
    public const string Definition = "definition-1";

    private static readonly PayloadSchema _schema = new("bytes/1", 1, "shape");

    public static CheckpointDraft Started(string payload = "input") =>
        new(new() { Kind = CheckpointKind.Started, DefinitionHash = Definition, InputHash = "hash-of-input" }, Payload(payload));

    public static CheckpointDraft Stage(string stage, string payload = "context") => new(
        new()
        {
            Kind = CheckpointKind.Stage,
            DefinitionHash = Definition,
            Stage = stage,
            Status = CheckpointStatus.Completed,
            Attempt = 1,
        },
        Payload(payload));

    public static CheckpointDraft Intent(string stage, int ordinal) =>
        new(new() { Kind = CheckpointKind.Intent, DefinitionHash = Definition, Stage = stage, Mitigation = ordinal });

    public static CheckpointDraft Finished(CheckpointStatus status = CheckpointStatus.Completed, string payload = "result") => new(
        new() { Kind = CheckpointKind.Finished, DefinitionHash = Definition, Status = status, TraceHash = "hash-of-trace" },
        Payload(payload));

    public static CheckpointPayload Payload(string text) => Payload(System.Text.Encoding.UTF8.GetBytes(text));

    public static CheckpointPayload Payload(byte[] bytes) => CheckpointPayload.Plain(bytes, _schema);

    public static string Text(CheckpointRecord? record) => System.Text.Encoding.UTF8.GetString(record!.Payload.Bytes.Span);
}
