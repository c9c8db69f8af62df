using System.Text.Json.Serialization;

namespace DocumentPipeline.Model;

/// <summary>Writes and reads a context as JSON, without reflection. What the stages put into it survives the trip unchanged.</summary>
[JsonSourceGenerationOptions(UseStringEnumConverter = true, IgnoreReadOnlyProperties = true)]
[JsonSerializable(typeof(DocumentContext))]
internal sealed partial class DocumentJson : JsonSerializerContext;
