using System.Text.Json.Serialization;

namespace Resilience.Crashes;

[JsonSerializable(typeof(Voyage))]
internal sealed partial class VoyageJson : JsonSerializerContext;
