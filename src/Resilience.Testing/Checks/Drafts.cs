using System.Text;
using Resilience.Checkpoints;

namespace Resilience.Testing.Checks;

/// <summary>Records as an orchestrator would append them.</summary>
internal static class Drafts
{
    public const string Definition = "definition-1";

    public static readonly PayloadSchema Schema = new("bytes/1", 1, "shape");

    public static CheckpointDraft Started(string payload = "input", string definition = Definition) =>
        new(new() { Kind = CheckpointKind.Started, DefinitionHash = definition, InputHash = "hash-of-input" }, Payload(payload));

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

    public static CheckpointDraft Restarted(string stage) =>
        new(new() { Kind = CheckpointKind.Restarted, DefinitionHash = Definition, Stage = stage });

    public static CheckpointDraft Finished(CheckpointStatus status = CheckpointStatus.Completed) => new(
        new() { Kind = CheckpointKind.Finished, DefinitionHash = Definition, Status = status, TraceHash = "hash-of-trace" },
        Payload("result"));

    public static CheckpointPayload Payload(string text) => Payload(Encoding.UTF8.GetBytes(text));

    public static CheckpointPayload Payload(byte[] bytes) => CheckpointPayload.Plain(bytes, Schema);

    /// <summary>The payload of a record as text; null if there is no record.</summary>
    public static string? Text(CheckpointRecord? record) => record is null ? null : Encoding.UTF8.GetString(record.Payload.Bytes.Span);
}
