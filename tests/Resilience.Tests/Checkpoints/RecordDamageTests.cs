using System.Buffers.Binary;
using System.Numerics;
using System.Security.Cryptography;
using System.Text;
using Resilience.Checkpoints;

namespace Resilience.Tests.Checkpoints;

/// <summary>Whatever happens to the bytes of a record: never other data, and never an exception that is not declared.</summary>
public sealed class RecordDamageTests
{
    private static readonly RunKey _run = new("pipeline", "run");
    private static readonly CheckpointKeyRing _keys = new(new CheckpointKey(7, Encoding.ASCII.GetBytes(new string('k', 32))));

    [Theory]
    [InlineData(CheckpointProtection.None)]
    [InlineData(CheckpointProtection.Authenticate)]
    [InlineData(CheckpointProtection.Encrypt)]
    public void Every_bit_that_flips_is_noticed(CheckpointProtection protection)
    {
        RecordCodec codec = Codec(protection);
        byte[] record = Encode(codec);
        for (int bit = 0; bit < record.Length * 8; bit++)
        {
            byte[] damaged = [.. record];
            damaged[bit / 8] ^= (byte)(1 << (bit % 8));

            ErrorOf(codec, damaged).Should().NotBeNull($"bit {bit} of {record.Length} bytes flipped");
        }
    }

    [Theory]
    [InlineData(CheckpointProtection.None)]
    [InlineData(CheckpointProtection.Encrypt)]
    public void Every_byte_set_to_anything_is_noticed(CheckpointProtection protection)
    {
        RecordCodec codec = Codec(protection);
        byte[] record = Encode(codec);
        foreach (byte value in (byte[])[0x00, 0xFF, 0x7F, 0x80, (byte)'"', (byte)'{'])
        {
            for (int i = 0; i < record.Length; i++)
            {
                byte[] damaged = [.. record];
                damaged[i] = value;

                if (record[i] != value)
                    ErrorOf(codec, damaged).Should().NotBeNull($"byte {i} was set to {value}");
            }
        }
    }

    [Fact]
    public void Every_length_but_its_own_is_noticed()
    {
        RecordCodec codec = Codec(CheckpointProtection.Authenticate);
        byte[] record = Encode(codec);
        for (int length = 0; length < record.Length; length++)
            ErrorOf(codec, record[..length]).Should().Be(CheckpointError.Corrupt, $"{length} of {record.Length} bytes are left");

        foreach (int more in (int[])[1, 2, 512, 4096])
        {
            ErrorOf(codec, [.. record, .. new byte[more]]).Should().Be(CheckpointError.Corrupt);
            ErrorOf(codec, [.. record, .. record[..Math.Min(more, record.Length)]]).Should().Be(CheckpointError.Corrupt);
        }
    }

    [Fact]
    public void Every_hole_of_zeros_is_noticed()
    {
        RecordCodec codec = Codec(CheckpointProtection.None);
        byte[] record = Encode(codec);
        for (int from = 0; from < record.Length; from += 7)
        {
            byte[] damaged = [.. record];
            damaged.AsSpan(from).Clear();

            if (!damaged.AsSpan().SequenceEqual(record))
                ErrorOf(codec, damaged).Should().NotBeNull($"all from {from} on is zero");
        }
    }

    [Fact]
    public void Noise_is_no_record()
    {
        RecordCodec codec = Codec(CheckpointProtection.None);
        var random = new Random(4711);
        for (int i = 0; i < 5_000; i++)
        {
            byte[] noise = new byte[random.Next(0, 600)];
            random.NextBytes(noise);
            if (i % 2 == 0)
                "RSLCKPT\0"u8[..Math.Min(8, noise.Length)].CopyTo(noise);

            ErrorOf(codec, noise).Should().NotBeNull();
        }
    }

    // Somebody who can compute hashes wrote these: whatever they say, it ends in a declared error or in what they say.
    [Theory]
    [InlineData(12, int.MaxValue)]
    [InlineData(12, -1)]
    [InlineData(12, 0)]
    [InlineData(16, int.MaxValue)]
    [InlineData(16, -1)]
    [InlineData(16, 0)]
    public void A_forged_length_is_refused_before_memory_is_taken(int at, int value)
    {
        RecordCodec codec = Codec(CheckpointProtection.None);
        byte[] record = Encode(codec);
        BinaryPrimitives.WriteInt32LittleEndian(record.AsSpan(at), value);

        ErrorOf(codec, Sealed(record)).Should().Be(CheckpointError.Corrupt);
    }

    [Theory]
    [InlineData(40, long.MaxValue, CheckpointError.TooLarge)]
    [InlineData(40, -1, CheckpointError.Corrupt)]
    [InlineData(48, long.MaxValue, CheckpointError.TooLarge)]
    [InlineData(48, 1, CheckpointError.Corrupt)]
    [InlineData(24, 0, CheckpointError.Corrupt)]
    [InlineData(24, 2, CheckpointError.Corrupt)]
    [InlineData(32, 0, CheckpointError.Corrupt)]
    public void A_forged_number_is_refused_before_memory_is_taken(int at, long value, CheckpointError error)
    {
        RecordCodec codec = Codec(CheckpointProtection.None);
        byte[] record = Encode(codec);
        BinaryPrimitives.WriteInt64LittleEndian(record.AsSpan(at), value);

        ErrorOf(codec, Sealed(record)).Should().Be(error);
    }

    [Theory]
    [InlineData(8)]
    [InlineData(0x8000)]
    public void A_flag_that_must_be_understood_and_is_not_refuses_the_record(int flag)
    {
        RecordCodec codec = Codec(CheckpointProtection.None);
        byte[] record = Encode(codec);
        BinaryPrimitives.WriteUInt16LittleEndian(record.AsSpan(10), (ushort)flag);

        ErrorOf(codec, Sealed(record)).Should().Be(CheckpointError.Unsupported);
    }

    [Fact]
    public void A_later_format_is_refused_as_such()
    {
        RecordCodec codec = Codec(CheckpointProtection.None);
        byte[] record = Encode(codec);
        record[8] = 2;

        ErrorOf(codec, record).Should().Be(CheckpointError.Unsupported);
    }

    [Theory]
    [InlineData("{}", CheckpointError.Corrupt)]
    [InlineData("[]", CheckpointError.Corrupt)]
    [InlineData("null", CheckpointError.Corrupt)]
    [InlineData("""{"pipeline":"pipeline","run":"run","kind":"stage"}""", CheckpointError.Corrupt)]
    [InlineData("""{"pipeline":1}""", CheckpointError.Corrupt)]
    [InlineData("""{"pipeline":"\uD800"}""", CheckpointError.Corrupt)]
    [InlineData("""{"pipeline":{"a":[1,2,{}]}}""", CheckpointError.Corrupt)]
    [InlineData("""{"properties":{"a":1}}""", CheckpointError.Corrupt)]
    [InlineData("""{"properties":{"a":"1","a":"2"}}""", CheckpointError.Corrupt)]
    [InlineData("""{"recorded":"yesterday"}""", CheckpointError.Corrupt)]
    [InlineData("""{"attempt":1.5}""", CheckpointError.Corrupt)]
    [InlineData("""{"attempt":99999999999}""", CheckpointError.Corrupt)]
    [InlineData("""{"pipeline":"pipeline","run":"run","kind":"danced","definition":"d","recorded":"2026-01-01","host":"h"}""", CheckpointError.Unsupported)]
    [InlineData("""{"pipeline":"pipeline","run":"other","kind":"started","definition":"d","recorded":"2026-01-01","host":"h"}""", CheckpointError.Corrupt)]
    [InlineData("""{"pipeline":"","run":"run","kind":"started","definition":"d","recorded":"2026-01-01","host":"h"}""", CheckpointError.Corrupt)]
    [InlineData("""{"pipeline":"pipeline","run":"run","kind":"started","definition":"d","recorded":"2026-01-01","host":"h"} """, null)]
    [InlineData("""{"pipeline":"pipeline","run":"run","kind":"started","definition":"d","recorded":"2026-01-01","host":"h","later":[{}]}""", null)]
    [InlineData("""{"pipeline":"pipeline","run":"run","kind":"started","definition":"d","recorded":"2026-01-01","host":"h"}{}""", CheckpointError.Corrupt)]
    public void Forged_metadata_is_read_or_refused(string json, CheckpointError? error)
    {
        RecordCodec codec = Codec(CheckpointProtection.None);
        byte[] record = Forge(json);

        ErrorOf(codec, record).Should().Be(error);
    }

    [Fact]
    public void Metadata_nested_without_end_is_refused()
    {
        RecordCodec codec = Codec(CheckpointProtection.None);
        string json = $$"""{"x":{{new string('[', 50_000)}}{{new string(']', 50_000)}}}""";

        ErrorOf(codec, Forge(json)).Should().Be(CheckpointError.Corrupt);
    }

    [Fact]
    public void A_record_without_a_code_is_refused_where_one_is_demanded()
    {
        byte[] record = Encode(Codec(CheckpointProtection.None));

        ErrorOf(Codec(CheckpointProtection.Authenticate), record).Should().Be(CheckpointError.Tampered);
        ErrorOf(Codec(CheckpointProtection.Encrypt), record).Should().Be(CheckpointError.Tampered);
    }

    [Fact]
    public void A_payload_that_is_not_encrypted_is_refused_where_encryption_is_demanded()
    {
        byte[] record = Encode(Codec(CheckpointProtection.Authenticate));

        ErrorOf(Codec(CheckpointProtection.Encrypt), record).Should().Be(CheckpointError.Tampered);
    }

    [Fact]
    public void A_record_with_a_code_is_refused_where_no_key_is_known()
    {
        byte[] record = Encode(Codec(CheckpointProtection.Authenticate));
        var without = new RecordCodec(_run, new(CheckpointProtection.None, null, 4096, "host", TimeProvider.System));

        ErrorOf(without, record).Should().Be(CheckpointError.KeyMissing);
    }

    [Fact]
    public void A_forger_without_the_key_is_found_out_though_all_hashes_fit()
    {
        RecordCodec codec = Codec(CheckpointProtection.Authenticate);
        byte[] record = Encode(codec);
        int at = record.AsSpan().IndexOf("definition-1"u8);
        record[at] = (byte)'D';

        ErrorOf(codec, Sealed(record)).Should().Be(CheckpointError.Tampered);
    }

    [Fact]
    public void A_payload_encrypted_for_another_record_is_found_out()
    {
        RecordCodec codec = Codec(CheckpointProtection.Encrypt);
        EncodedRecord one = codec.Encode(Drafts.Started("aaaaa"), null, 1), other = codec.Encode(Drafts.Started("bbbbb"), null, 2);
        byte[] swapped = [.. one.Front.Span, .. other.Payload.Span];
        SHA256.HashData(other.Payload.Span, swapped.AsSpan(88));

        Action read = () => Read(Codec(CheckpointProtection.Encrypt), ReMac(codec, Sealed(swapped)));

        read.Should().Throw<CheckpointException>().Which.Error.Should().Be(CheckpointError.Tampered);
    }

    [Fact]
    public void The_same_context_is_never_encrypted_to_the_same_bytes()
    {
        RecordCodec codec = Codec(CheckpointProtection.Encrypt);

        byte[] once = Encode(codec), again = Encode(codec);

        once.Should().NotEqual(again);
        once.AsSpan().IndexOf("the payload of the record"u8).Should().Be(-1);
    }

    private static RecordCodec Codec(CheckpointProtection protection) =>
        new(_run, new(protection, _keys, 4096, "host", TimeProvider.System));

    private static byte[] Encode(RecordCodec codec)
    {
        EncodedRecord record = codec.Encode(Drafts.Started("the payload of the record"), null, 3);
        return [.. record.Front.Span, .. record.Payload.Span];
    }

    private static string Read(RecordCodec codec, byte[] bytes)
    {
        using var source = new MemorySource(bytes);
        RecordFrame frame = codec.Reader.ReadFrame(source, 1);
        codec.Reader.CheckPayload(source, frame);
        CheckpointPayload payload = codec.Reader.ReadPayload(source, frame);
        return Encoding.UTF8.GetString(payload.Bytes.Span);
    }

    // Null when it was read, and then it must be what was written.
    private static CheckpointError? ErrorOf(RecordCodec codec, byte[] bytes)
    {
        try
        {
            Read(codec, bytes).Should().BeOneOf("the payload of the record", "");
            return null;
        }
        catch (CheckpointException error)
        {
            return error.Error;
        }
    }

    // Computes checksum and hash again, as anybody can.
    private static byte[] Sealed(byte[] record)
    {
        uint sum = uint.MaxValue;
        for (int i = 0; i < 120; i += 8)
            sum = BitOperations.Crc32C(sum, BinaryPrimitives.ReadUInt64LittleEndian(record.AsSpan(i)));
        BinaryPrimitives.WriteUInt32LittleEndian(record.AsSpan(120), ~sum);
        int hashAt = HashAt(record);
        if (hashAt is >= 128 && hashAt <= record.Length - 32)
            SHA256.HashData(record.AsSpan(0, hashAt), record.AsSpan(hashAt));
        return record;
    }

    private static byte[] ReMac(RecordCodec codec, byte[] record)
    {
        var secrets = new RunSecrets(codec.Run, _keys);
        int hashAt = HashAt(record);
        secrets.Authenticate(7, record.AsSpan(hashAt, 32), record.AsSpan(hashAt + 32, 32));
        return record;
    }

    private static int HashAt(byte[] record) =>
        unchecked(BinaryPrimitives.ReadInt32LittleEndian(record.AsSpan(12)) + BinaryPrimitives.ReadInt32LittleEndian(record.AsSpan(16)));

    private static byte[] Forge(string json)
    {
        byte[] metadata = Encoding.UTF8.GetBytes(json);
        byte[] record = new byte[128 + metadata.Length + 64];
        new RecordHeader { Length = 128, MetadataLength = metadata.Length, Sequence = 1, FencingToken = 1 }.WriteBound(record, new byte[32]);
        SHA256.HashData([], record.AsSpan(88));
        metadata.CopyTo(record, 128);
        return Sealed(record);
    }
}
