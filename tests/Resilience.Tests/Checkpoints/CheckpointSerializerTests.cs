using System.Text.Json.Nodes;
using CsCheck;
using Resilience.Checkpoints;

namespace Resilience.Tests.Checkpoints;

public sealed class CheckpointSerializerTests
{
    private static readonly CheckpointSerializer<PlanContext> _serializer = new(PlanJson.Default.PlanContext);

    [Theory]
    [InlineData(1)]
    [InlineData(4_000)]
    [InlineData(100_000)]
    public void A_context_comes_back_as_it_was(int length)
    {
        var context = new PlanContext { Name = new string('á', length), Score = 0.1 + 0.2, Pages = [1, 2, 3], Parent = new() { Name = "🙂" } };

        CheckpointPayload payload = _serializer.Serialize(context);

        _serializer.Deserialize(payload).Should().BeEquivalentTo(context);
        payload.Schema.Should().Be(_serializer.Schema);
        (payload.Bytes.Length <= payload.RawLength).Should().BeTrue();
        payload.Encoding.Should().Be(length >= 4_000 ? PayloadEncoding.Brotli : PayloadEncoding.None);
    }

    [Fact]
    public void Any_text_comes_back_as_it_was_or_is_refused() => Gen.String[Gen.Char['\uD7F0', '\uE00F'], 0, 6].Sample(text =>
    {
        var context = new PlanContext { Name = text, Notes = new() { [text] = text } };
        if (TextCheck.IsWhole(text))
        {
            PlanContext back = _serializer.Deserialize(_serializer.Serialize(context));
            return back.Name == text && back.Notes[text] == text;
        }

        return ErrorOf(() => _serializer.Serialize(context)) == CheckpointError.NotSerializable;
    }, iter: 5_000);

    [Fact]
    public void Half_a_surrogate_pair_is_refused_wherever_it_hides()
    {
        ErrorOf(() => _serializer.Serialize(new() { Name = "a\uD800b" })).Should().Be(CheckpointError.NotSerializable);
        ErrorOf(() => _serializer.Serialize(new() { Notes = new() { ["\uDC00"] = "" } })).Should().Be(CheckpointError.NotSerializable);
        ErrorOf(() => _serializer.Serialize(new() { Notes = new() { [""] = "\uD800" } })).Should().Be(CheckpointError.NotSerializable);
        ErrorOf(() => _serializer.Serialize(new() { Letter = '\uD800' })).Should().Be(CheckpointError.NotSerializable);
        ErrorOf(() => _serializer.Serialize(new() { Parent = new() { Name = "\uD800" } })).Should().Be(CheckpointError.NotSerializable);
        ErrorOf(() => _serializer.Serialize(new() { Free = JsonValue.Create("\uD800") })).Should().Be(CheckpointError.NotSerializable);
        ErrorOf(() => _serializer.Hash(new() { Name = "\uD800" })).Should().Be(CheckpointError.NotSerializable);
    }

    [Fact]
    public void A_long_text_with_half_a_pair_at_its_end_is_refused() =>
        ErrorOf(() => _serializer.Serialize(new() { Name = new string('x', 200_000) + "\uD800" })).Should().Be(CheckpointError.NotSerializable);

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(double.NegativeInfinity)]
    public void A_number_that_is_none_is_refused(double score) =>
        ErrorOf(() => _serializer.Serialize(new() { Score = score })).Should().Be(CheckpointError.NotSerializable);

    [Fact]
    public void A_cycle_is_refused()
    {
        var context = new PlanContext();
        context.Parent = context;

        ErrorOf(() => _serializer.Serialize(context)).Should().Be(CheckpointError.NotSerializable);
    }

    [Fact]
    public void A_context_over_the_limit_is_refused_both_ways()
    {
        var small = new CheckpointSerializer<PlanContext>(PlanJson.Default.PlanContext, new() { MaxBytes = 1024 });
        CheckpointPayload large = _serializer.Serialize(new() { Name = new string('x', 5_000) });

        ErrorOf(() => small.Serialize(new() { Name = new string('x', 5_000) })).Should().Be(CheckpointError.TooLarge);
        ErrorOf(() => small.Deserialize(large)).Should().Be(CheckpointError.TooLarge);
    }

    [Fact]
    public void A_packed_context_that_says_another_length_is_refused()
    {
        CheckpointPayload payload = _serializer.Serialize(new() { Name = new string('x', 50_000) });
        foreach (long length in (long[])[0, 1, payload.RawLength - 1, payload.RawLength + 1, payload.RawLength + 100_000])
            ErrorOf(() => _serializer.Deserialize(Repacked(payload.Bytes, length))).Should().Be(CheckpointError.Corrupt);
        ErrorOf(() => _serializer.Deserialize(Repacked(payload.Bytes[..^1], payload.RawLength))).Should().Be(CheckpointError.Corrupt);
        ErrorOf(() => _serializer.Deserialize(Repacked(payload.Bytes, long.MaxValue))).Should().Be(CheckpointError.TooLarge);
        ErrorOf(() => _serializer.Deserialize(Repacked(new byte[] { 1, 2, 3 }, 100))).Should().Be(CheckpointError.Corrupt);
        byte[] trailing = [.. payload.Bytes.Span, 0];
        ErrorOf(() => _serializer.Deserialize(Repacked(trailing, payload.RawLength))).Should().Be(CheckpointError.Corrupt);
    }

    [Theory]
    [InlineData("null")]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("""{"Name":1}""")]
    [InlineData("")]
    public void What_is_no_context_is_refused(string json) => ErrorOf(
        () => _serializer.Deserialize(CheckpointPayload.Plain(System.Text.Encoding.UTF8.GetBytes(json), _serializer.Schema)))
        .Should().Be(CheckpointError.Corrupt);

    [Fact]
    public void A_record_without_a_context_is_refused() =>
        ErrorOf(() => _serializer.Deserialize(default)).Should().Be(CheckpointError.SchemaMismatch);

    [Fact]
    public void Another_serializer_version_or_shape_is_an_error_and_never_a_default()
    {
        byte[] json = """{"Name":"n"}"""u8.ToArray();
        PayloadSchema own = _serializer.Schema;

        ErrorOf(() => Read(own with { Serializer = "pickle/1" })).Should().Be(CheckpointError.SchemaMismatch);
        ErrorOf(() => Read(own with { Version = 2 })).Should().Be(CheckpointError.SchemaMismatch);
        ErrorOf(() => Read(own with { Fingerprint = "other" })).Should().Be(CheckpointError.SchemaMismatch);
        Read(own).Name.Should().Be("n");
        PlanContext Read(PayloadSchema schema) => _serializer.Deserialize(CheckpointPayload.Plain(json, schema));
    }

    [Fact]
    public void An_older_context_goes_through_the_upcaster()
    {
        CheckpointPayload old = _serializer.Serialize(new() { Name = "Ana López", Score = 2 });
        var newer = new CheckpointSerializer<PlanContext>(PlanJson.Default.PlanContext, new()
        {
            SchemaVersion = 3,
            Upcast = static (version, json) =>
            {
                json["Name"] = $"{json["Name"]} from {version}";
                return json;
            },
        });

        newer.Deserialize(old).Name.Should().Be("Ana López from 1");
        newer.Deserialize(newer.Serialize(new() { Name = "n" })).Name.Should().Be("n");
        ErrorOf(() => _serializer.Deserialize(newer.Serialize(new()))).Should().Be(CheckpointError.SchemaMismatch);
    }

    [Fact]
    public void An_upcaster_that_fails_is_a_declared_error()
    {
        CheckpointPayload old = _serializer.Serialize(new());

        ErrorOf(() => With(static (_, _) => throw new InvalidOperationException()).Deserialize(old)).Should().Be(CheckpointError.SchemaMismatch);
        ErrorOf(() => With(static (_, _) => null!).Deserialize(old)).Should().Be(CheckpointError.SchemaMismatch);
        ErrorOf(() => With(static (_, _) => new JsonArray()).Deserialize(old)).Should().Be(CheckpointError.SchemaMismatch);
        CheckpointSerializer<PlanContext> With(Func<int, JsonNode, JsonNode> upcast) =>
            new(PlanJson.Default.PlanContext, new() { SchemaVersion = 2, Upcast = upcast });
    }

    [Fact]
    public void Equal_contexts_have_equal_hashes()
    {
        string one = _serializer.Hash(new() { Name = "a" });

        one.Should().HaveLength(64).And.Be(_serializer.Hash(new() { Name = "a" }));
        one.Should().NotBe(_serializer.Hash(new() { Name = "b" }));
    }

    [Fact]
    public void Options_out_of_range_are_reported_all_at_once()
    {
        Action make = static () => _ = new CheckpointSerializer<PlanContext>(
            PlanJson.Default.PlanContext, new() { SchemaVersion = 0, MaxBytes = 1, CompressionThreshold = -1 });

        make.Should().Throw<ArgumentException>().WithMessage("*SchemaVersion*CompressionThreshold*MaxBytes*");
    }

    private static CheckpointPayload Repacked(ReadOnlyMemory<byte> bytes, long rawLength) =>
        CheckpointPayload.Packed(bytes, PayloadEncoding.Brotli, rawLength, _serializer.Schema);

    private static CheckpointError? ErrorOf(Func<object> call)
    {
        try
        {
            call();
            return null;
        }
        catch (CheckpointException error)
        {
            return error.Error;
        }
    }
}
