using System.Text.Json.Serialization;

namespace Resilience.Hosting.Tests;

[JsonSerializable(typeof(Work))]
internal sealed partial class WorkJson : JsonSerializerContext;
