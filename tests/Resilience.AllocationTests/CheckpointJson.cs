using System.Text.Json.Serialization;

namespace Resilience.AllocationTests;

[JsonSerializable(typeof(CheckpointContext))]
internal sealed partial class CheckpointJson : JsonSerializerContext;
