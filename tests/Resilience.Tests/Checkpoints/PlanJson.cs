using System.Text.Json.Serialization;

namespace Resilience.Tests.Checkpoints;

[JsonSerializable(typeof(PlanContext))]
[JsonSerializable(typeof(Shapes.First), TypeInfoPropertyName = "First")]
[JsonSerializable(typeof(Shapes.Renamed), TypeInfoPropertyName = "Renamed")]
[JsonSerializable(typeof(Shapes.OtherName), TypeInfoPropertyName = "OtherName")]
[JsonSerializable(typeof(Shapes.OtherType), TypeInfoPropertyName = "OtherType")]
[JsonSerializable(typeof(Shapes.OtherValues), TypeInfoPropertyName = "OtherValues")]
[JsonSerializable(typeof(Shapes.Nullable), TypeInfoPropertyName = "NullableNumber")]
[JsonSerializable(typeof(Shapes.Required), TypeInfoPropertyName = "RequiredNumber")]
[JsonSerializable(typeof(Shapes.Reordered), TypeInfoPropertyName = "Reordered")]
[JsonSerializable(typeof(Shapes.Animal), TypeInfoPropertyName = "Animal")]
internal sealed partial class PlanJson : JsonSerializerContext;
