using System.Text.Json.Serialization.Metadata;
using Resilience.Checkpoints.Serialization;

namespace Resilience.Tests.Checkpoints;

public sealed class SchemaFingerprintTests
{
    private static readonly PlanJson _json = PlanJson.Default;

    [Fact]
    public void The_shape_names_properties_and_their_types() => SchemaFingerprint.Describe(_json.PlanContext).Should().Be(
        "{4:Free System.Text.Json.Nodes.JsonNode;6:Letter System.Char;4:Name System.String;5:Notes <System.String,System.String>;"
        + "5:Pages [System.Int32];6:Parent ^1;5:Score System.Double;}");

    [Fact]
    public void Names_of_types_the_order_of_properties_and_what_is_ignored_do_not_matter()
    {
        string first = SchemaFingerprint.Of(_json.First);

        SchemaFingerprint.Of(_json.Renamed).Should().Be(first);
        SchemaFingerprint.Of(_json.Reordered).Should().Be(first);
        first.Should().HaveLength(64);
    }

    [Fact]
    public void Every_difference_in_the_data_makes_a_difference()
    {
        JsonTypeInfo[] types = [_json.First, _json.OtherName, _json.OtherType, _json.OtherValues, _json.NullableNumber, _json.RequiredNumber];

        types.Select(SchemaFingerprint.Of).Should().OnlyHaveUniqueItems();
    }

    [Fact]
    public void Derived_types_belong_to_the_shape() =>
        SchemaFingerprint.Describe(_json.Animal).Should().Contain("=cat:").And.Contain("5:Lives System.Int32");
}
