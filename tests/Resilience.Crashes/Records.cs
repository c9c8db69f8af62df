using System.Globalization;
using System.Text;
using Resilience.Checkpoints;

namespace Resilience.Crashes;

/// <summary>The run that all take part in, and its records.</summary>
internal static class Records
{
    private static readonly PayloadSchema _schema = new("bytes/1", 1, "shape");

    public static RunKey Run { get; } = new("crashes", "run");

    public static CheckpointDraft Started() => new(
        new CheckpointMetadata { Kind = CheckpointKind.Started, DefinitionHash = "definition" }, Payload("started"));

    public static CheckpointDraft Stage(string name) => new(
        new CheckpointMetadata
        {
            Kind = CheckpointKind.Stage,
            DefinitionHash = "definition",
            Stage = name,
            Status = CheckpointStatus.Completed,
        },
        Payload(name));

    public static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);

    /// <summary>Some kilobytes that follow from the name, so that whoever reads them knows what they must be.</summary>
    public static byte[] Content(string name) =>
        Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat(name + "|", 1 + (Math.Abs(name.Sum(static letter => letter * 7919)) % 3000))));

    private static CheckpointPayload Payload(string name) => CheckpointPayload.Plain(Content(name), _schema);
}
