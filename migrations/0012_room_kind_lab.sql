ALTER TYPE room_kind ADD VALUE 'lab';
