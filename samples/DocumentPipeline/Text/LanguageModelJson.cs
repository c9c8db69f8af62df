using System.Text.Json.Serialization;

namespace DocumentPipeline.Text;

/// <summary>Reads the files of language models.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UseStringEnumConverter = true,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(LanguageModel))]
internal sealed partial class LanguageModelJson : JsonSerializerContext;
